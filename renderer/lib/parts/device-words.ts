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

/** The device that needs a hand most; null when all are well (or there is none). */
export function worstDevice(devices: readonly DeviceView[]): { readonly state: ShapeName; readonly text: string } | null {
  const [worst] = devices.toSorted(byBadness).map(deviceStanding);
  return worst && worst.state !== 'ok' ? worst : null;
}
