import { afterEach, describe, expect, test } from 'vitest';
import { SPECIMEN_CARDS } from '../id-card-reader/specimen-cards.ts';
import { systemTiming } from '../link/timing.ts';
import { encodeReceipt } from '../pos-printer/encode-receipt.ts';
import { textOfLine } from '../pos-printer/paper-line.ts';
import type { PrinterTwin } from '../pos-printer/twin.ts';
import { openSimulatorLine } from '../transport/simulator-line.ts';
import { type CreatedDevice, createDevice, protocolsOf } from './create-devices.ts';
import type { AnyDevice, ConnectionState, DeviceSettings } from './device.ts';
import type { Twin } from './twin.ts';

const never = new AbortController().signal;
const created: CreatedDevice[] = [];
afterEach(async () => {
  for (const { device, twin } of created.splice(0)) {
    await device.close();
    await twin?.close();
  }
});

function becomes(device: AnyDevice, connection: ConnectionState): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (device.status().connection !== connection) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = device.onDidChangeStatus(check);
    check();
  });
}

/** Makes, opens and waits for a simulated device; the twin is narrowed to its kind. */
async function start<Kind extends Twin['kind']>(
  kind: Kind,
  settings: Omit<DeviceSettings, 'name' | 'kind'>,
  simulators: 'pseudo-terminal' | 'socket',
) {
  const made = await createDevice({ name: kind, kind, ...settings }, { timing: systemTiming, simulators });
  created.push(made);
  const { device, twin } = made;
  if (device.kind !== kind || twin?.kind !== kind) throw new Error(`made a ${device.kind} with the twin of a ${twin?.kind}`);
  device.open();
  await becomes(device, 'online');
  // The kinds were compared just above; the compiler does not narrow two unions by a generic tag.
  return { device: device as Extract<AnyDevice, { kind: Kind }>, twin: twin as Extract<Twin, { kind: Kind }> };
}

const simulator = { type: 'simulator' } as const;
const firstText = (printer: PrinterTwin | null) => printer?.pieces()[0]?.lines.map(textOfLine).join('').trim();

describe.each(['pseudo-terminal', 'socket'] as const)('devices from settings, simulated over a %s', (via) => {
  test('an id-card reader reads the card laid on its twin', async () => {
    const { device, twin } = await start('IdCardReader', { protocol: 'sam-v', transport: simulator }, via);
    const [card] = SPECIMEN_CARDS;
    if (!card) throw new Error('no specimen');
    twin.place(card);
    await expect(device.readCard(never)).resolves.toMatchObject({ number: card.text.fields.number });
  });

  test('a rating pad asks and its twin answers', async () => {
    const { device, twin } = await start('RatingPad', { protocol: 'ff68', transport: simulator }, via);
    twin.onDidChangeAsking((isAsking) => isAsking && twin.press('very-satisfied'));
    await expect(device.ask(never)).resolves.toBe('very-satisfied');
  });

  test('an 80 mm printer prints Chinese with proof', async () => {
    const { device, twin } = await start('PosPrinter', { protocol: 'escpos', transport: simulator }, via);
    const outcome = await device.print({ bytes: encodeReceipt('缴费回执', { columns: device.columns }), signal: never });
    expect(outcome).toMatchObject({ state: 'printed' });
    expect(firstText(twin.printer)).toContain('缴费回执');
  });

  test('a dispenser passes presses up and tickets down, and is offline when either cable is pulled', async () => {
    const printer = { protocol: 'escpos-58', transport: simulator };
    const { device, twin } = await start('QueueDispenser', { protocol: 'modbus-panel', transport: simulator, printer }, via);
    const pressed = new Promise<number>((resolve) => void device.onDidPress(resolve));
    twin.panel?.press(2);
    expect(await pressed).toBe(2);
    expect(device.columns).toBe(32);
    const outcome = await device.print({ bytes: encodeReceipt('A002', { columns: device.columns }), signal: never });
    expect(outcome).toMatchObject({ state: 'printed' });
    expect(firstText(twin.printer)).toContain('A002');

    for (const line of [twin.panel?.line, twin.printerLine]) {
      await line?.unplug();
      await becomes(device, 'offline');
      await line?.plug();
      await becomes(device, 'online');
    }
  });
});

test('a device on its own line has no twin, and waits for a unit that is not there yet', async () => {
  const line = await openSimulatorLine('socket');
  const made = await createDevice(
    { name: 'reader', kind: 'IdCardReader', protocol: 'sam-v', transport: line.settings },
    { timing: systemTiming },
  );
  created.push(made);
  expect(made.twin).toBeNull();
  await line.close();
  made.device.open();
  await becomes(made.device, 'offline');
});

test.each([
  ['protocol', { kind: 'IdCardReader', protocol: 'sam-z', transport: simulator }],
  ['protocol', { kind: 'PosPrinter', protocol: 'constructor', transport: simulator }],
  ['protocol', { kind: 'Scanner', protocol: 'keyboard', transport: simulator }],
  ['printer', { kind: 'QueueDispenser', protocol: 'modbus-panel', transport: simulator }],
  [
    'printer.protocol',
    { kind: 'QueueDispenser', protocol: 'modbus-panel', transport: simulator, printer: { protocol: 'star', transport: simulator } },
  ],
  ['transport.type', { kind: 'RatingPad', protocol: 'ff68', transport: { type: 'hid', vendorId: 1, productId: 2 } }],
  [
    'transport.type',
    {
      kind: 'QueueDispenser',
      protocol: 'modbus-panel',
      transport: simulator,
      printer: { protocol: 'escpos', transport: { type: 'hid', vendorId: 1, productId: 2 } },
    },
  ],
] as const)('settings nobody can serve are device/unsupported and name the field %s', async (field, settings) => {
  await expect(createDevice({ name: 'x', ...settings }, { timing: systemTiming })).rejects.toMatchObject({
    code: 'device/unsupported',
    context: { field },
  });
});

test('the settings page can list what a kind speaks', () => {
  expect(protocolsOf('PosPrinter')).toEqual(['escpos', 'escpos-58']);
  expect(protocolsOf('Scanner')).toEqual([]);
});

test('a dispenser without buttons is its ticket printer alone, under a protocol as people write it', async () => {
  const { device, twin } = await start('QueueDispenser', { protocol: 'ESC/POS-58', transport: { type: 'simulator' } }, 'socket');
  expect({ columns: device.columns, panel: twin.panel }).toEqual({ columns: 32, panel: null });
  const outcome = await device.print({ bytes: encodeReceipt('^A001\n', { columns: 32 }), signal: never });
  expect(outcome).toMatchObject({ state: 'printed' });
  expect(twin.printer?.pieces()).toHaveLength(1);
});
