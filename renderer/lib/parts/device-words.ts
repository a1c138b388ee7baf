/** Devices in words: which one is worst off, and how that is said. */
import type { DeviceView } from '../../../core/devices/contract.ts';
import { m } from '../messages/messages.js';
import type { ShapeName } from './shapes.ts';

type Condition = DeviceView['conditions'][number];

const KINDS: Readonly<Record<DeviceView['kind'], () => string>> = {
  QueueDispenser: () => m.lib_kind_QueueDispenser(),
  IdCardReader: () => m.lib_kind_IdCardReader(),
  PosPrinter: () => m.lib_kind_PosPrinter(),
  RatingPad: () => m.lib_kind_RatingPad(),
  LineDisplay: () => m.lib_kind_LineDisplay(),
  Scanner: () => m.lib_kind_Scanner(),
};

const CONDITIONS: Readonly<Record<Condition, () => string>> = {
  'paper-near-end': () => m.lib_condition_paper_near_end(),
  'paper-out': () => m.lib_condition_paper_out(),
  'cover-open': () => m.lib_condition_cover_open(),
  'cutter-error': () => m.lib_condition_cutter_error(),
  'printer-error': () => m.lib_condition_printer_error(),
  'not-responding': () => m.lib_condition_not_responding(),
  'self-test-failed': () => m.lib_condition_self_test_failed(),
};

/** 取号机, 小票打印机 … */
export const kindWord = (kind: DeviceView['kind']): string => KINDS[kind]();
/** 缺纸, 上盖没合 … */
export const conditionWord = (condition: Condition): string => CONDITIONS[condition]();

/** The condition that speaks for a device; null when there is none. */
export const worstCondition = (device: Pick<DeviceView, 'conditions'>): Condition | null =>
  device.conditions.find((condition) => condition !== 'paper-near-end') ?? device.conditions[0] ?? null;

const CONNECTIONS: Readonly<Record<Exclude<DeviceView['connection'], 'online'>, () => string>> = {
  connecting: () => m.lib_connection_connecting(),
  offline: () => m.lib_connection_offline(),
  closed: () => m.lib_connection_closed(),
};

/** What ails a device, for where its name already stands beside it: 连接中, 没有连上, 缺纸 …; null while all is well. */
export function deviceTrouble(device: Pick<DeviceView, 'connection' | 'conditions'>): string | null {
  if (device.connection !== 'online') return CONNECTIONS[device.connection]();
  const worst = worstCondition(device);
  return worst && conditionWord(worst);
}

/** Shape and words of a device as it stands; the worst of its conditions speaks. */
export function deviceStanding(device: DeviceView): { readonly state: ShapeName; readonly text: string } {
  const name = kindWord(device.kind);
  if (device.connection === 'connecting') return { state: 'waiting', text: m.lib_device_connecting({ device: name }) };
  if (device.connection !== 'online') return { state: 'offline', text: m.lib_device_offline({ device: name }) };
  const worst = worstCondition(device);
  if (!worst) return { state: 'ok', text: name };
  return {
    state: worst === 'paper-near-end' ? 'warn' : 'error',
    text: m.lib_device_condition({ device: name, condition: conditionWord(worst) }),
  };
}

const BADNESS: Readonly<Partial<Record<ShapeName, number>>> = { error: 4, offline: 3, warn: 2, waiting: 1, ok: 0 };

/** Puts the device that needs a hand most first; fit for toSorted. */
export const byBadness = (a: DeviceView, b: DeviceView): number =>
  (BADNESS[deviceStanding(b).state] ?? 0) - (BADNESS[deviceStanding(a).state] ?? 0);

/**
 * The device that needs a hand most; null when all are well (or there is none).
 * @param here Counter of the reader: its own devices need not say where they are.
 */
export function worstDevice(
  devices: readonly DeviceView[],
  here: number | null = null,
): { readonly state: ShapeName; readonly text: string } | null {
  const [worst] = devices.toSorted(byBadness);
  if (!worst) return null;
  const { state, text } = deviceStanding(worst);
  if (state === 'ok') return null;
  return {
    state,
    text: worst.counter === null || worst.counter === here ? text : m.lib_device_at_counter({ n: worst.counter, device: text }),
  };
}

const CARRIERS: Readonly<Record<string, (line: string) => string>> = {
  simulator: () => m.lib_carrier_simulator(),
  serial: (line) => m.lib_carrier_serial({ line }),
  tcp: (line) => m.lib_carrier_tcp({ line }),
  hid: (line) => m.lib_carrier_hid({ line }),
};

/** `serial /dev/ttyUSB0 115200` → 串口 /dev/ttyUSB0 115200; a carrier without a word stays as the host wrote it. */
export function connectionWords(connectionText: string): string {
  const [carrier = '', ...line] = connectionText.split(' ');
  return CARRIERS[carrier]?.(line.join(' ')) ?? connectionText;
}
