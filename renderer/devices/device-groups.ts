import type { DeviceView } from '../../core/devices/contract.ts';
import { byBadness } from '../lib/parts/device-words.ts';

/** The devices of one counter, worst first; `counter` null = those of the hall. */
export type DeviceGroup = { readonly counter: number | null; readonly devices: readonly DeviceView[] };

/** Groups devices by counter, counters in order, the hall last. */
export function groupByCounter(devices: readonly DeviceView[]): readonly DeviceGroup[] {
  const counters = [...new Set(devices.map((device) => device.counter))].toSorted((a, b) => (a ?? Infinity) - (b ?? Infinity));
  return counters.map((counter) => ({
    counter,
    devices: devices.filter((device) => device.counter === counter).toSorted(byBadness),
  }));
}

/** Numbers of the counters that have a device of their own, in order. */
export const countersOf = (devices: readonly DeviceView[]): readonly number[] =>
  groupByCounter(devices).flatMap(({ counter }) => (counter === null ? [] : [counter]));
