/** The settings file a new store begins with: the demo hall, or a small hall to be edited. */
import type { StoreSettingsFile } from './settings.ts';

const SERVICES: StoreSettingsFile['services'] = [
  {
    letter: 'A',
    name: '个人业务',
    nameEn: 'Personal services',
    description: '套餐、补卡、开户、过户、漫游',
    descriptionEn: 'Plans, SIM cards, new numbers, roaming',
    targetWaitMinutes: 10,
    targetHandlingMinutes: 8,
  },
  {
    letter: 'B',
    name: '缴费充值',
    nameEn: 'Pay a bill',
    description: '交话费、充值，收现金',
    descriptionEn: 'Bills and top-up, cash accepted',
    targetWaitMinutes: 5,
    targetHandlingMinutes: 3,
  },
  {
    letter: 'C',
    name: '宽带业务',
    nameEn: 'Broadband',
    description: '新装、移机、拆机、故障报修',
    descriptionEn: 'Install, move, repair',
    targetWaitMinutes: 10,
    targetHandlingMinutes: 12,
  },
  {
    letter: 'G',
    name: '集团客户',
    nameEn: 'Business customers',
    description: '单位开户、发票、专线',
    descriptionEn: 'Accounts, invoices, lines for companies',
    lane: 'group',
    targetWaitMinutes: 10,
    targetHandlingMinutes: 10,
  },
  {
    letter: 'Z',
    name: '爱心通道',
    nameEn: 'Priority assistance',
    description: '老人、孕妇、带婴儿、行动不便',
    descriptionEn: 'Elderly, pregnant, with infants, disabled',
    lane: 'care',
    targetWaitMinutes: 5,
    targetHandlingMinutes: 8,
  },
];

/** @param demo Adds simulated devices at four counters. */
export function firstSettings(demo: boolean): StoreSettingsFile {
  const counters = [
    { counter: 1, services: ['A', 'B', 'Z'] },
    { counter: 2, services: ['A', 'B', 'Z'] },
    { counter: 3, services: ['A', 'B', 'C'] },
    { counter: 4, services: ['A', 'B', 'C', 'G', 'Z'] },
  ];
  return {
    code: demo ? 'H0231' : 'H0001',
    name: demo ? '滨河路营业厅' : '新营业厅',
    operator: '江州通信',
    storeClass: 'ordinary',
    timeZone: 'Asia/Shanghai',
    hours: { opens: '08:30', closes: '20:00' },
    hotline: demo ? '400-000-0231' : '',
    services: SERVICES,
    counters,
    dispenserButtons: ['A', 'B', 'C', 'G', 'Z'],
    devices: demo ? demoDevices(counters.map(({ counter }) => counter)) : [],
    notices: demo
      ? [
          {
            text: '每月1日至3日账务结算，过户请改日办理',
            textEn: 'Accounts settle on the 1st to 3rd; please transfer numbers on another day',
          },
          { text: '交话费可用现金，请当面点清', textEn: 'Cash is accepted; please count your change at the counter' },
        ]
      : [],
  };
}

function demoDevices(counters: readonly number[]): NonNullable<StoreSettingsFile['devices']> {
  const simulator = { type: 'simulator' as const };
  return [
    {
      name: 'dispenser',
      kind: 'QueueDispenser',
      protocol: 'modbus-panel',
      transport: simulator,
      printer: { protocol: 'escpos-58', transport: simulator },
    },
    ...counters.flatMap((counter) => [
      { name: `reader-${counter}`, kind: 'IdCardReader' as const, counter, protocol: 'sam-v', transport: simulator },
      { name: `printer-${counter}`, kind: 'PosPrinter' as const, counter, protocol: 'escpos', transport: simulator },
      { name: `rating-${counter}`, kind: 'RatingPad' as const, counter, protocol: 'ff68', transport: simulator },
    ]),
  ];
}
