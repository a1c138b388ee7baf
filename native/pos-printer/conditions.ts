/** Status bits → the conditions a clerk can act on. Source of every bit: devices.md 2.3. */
import type { DeviceCondition } from '../registry/device.ts';

/** Conditions that stop the paper, worst first: the first one names the reason of a stop. */
export const STOPPING = ['cover-open', 'paper-out', 'cutter-error', 'printer-error'] as const satisfies readonly DeviceCondition[];
export type StoppingCondition = (typeof STOPPING)[number];

/** The one that names why the printer stands still; null when nothing stops it. */
export function stoppingCondition(conditions: readonly DeviceCondition[]): StoppingCondition | null {
  return STOPPING.find((condition) => conditions.includes(condition)) ?? null;
}

type Facts = Readonly<Record<StoppingCondition | 'paper-near-end', boolean>>;

/**
 * Conditions of the four answers to DLE EOT 1, 2, 3 and 4. Offline without a cause it names is a `printer-error`,
 * except while someone holds the feed button.
 */
export function conditionsOfRealTime(answers: readonly [number, number, number, number]): DeviceCondition[] {
  const [printer, offline, error, paper] = answers;
  const named = {
    'cover-open': (offline & 0x04) > 0,
    'paper-out': (offline & 0x20) > 0 || (paper & 0x60) > 0,
    'cutter-error': (error & 0x08) > 0,
    'printer-error': (error & 0x60) > 0,
    'paper-near-end': (paper & 0x0c) > 0,
  };
  return listOf(named, (printer & 0x08) > 0, (offline & 0x08) > 0 || (printer & 0x40) > 0);
}

/** Conditions of one automatic status group (GS a). */
export function conditionsOfAutomatic([printer, error, paper]: readonly [number, number, number, number]): DeviceCondition[] {
  const named = {
    'cover-open': (printer & 0x20) > 0,
    'paper-out': (paper & 0x0c) > 0,
    'cutter-error': (error & 0x08) > 0,
    'printer-error': (error & 0x60) > 0,
    'paper-near-end': (paper & 0x03) > 0,
  };
  return listOf(named, (printer & 0x08) > 0, (printer & 0x40) > 0);
}

function listOf(facts: Facts, isOffline: boolean, isFeeding: boolean): DeviceCondition[] {
  const stopping: DeviceCondition[] = STOPPING.filter((condition) => facts[condition]);
  if (isOffline && stopping.length === 0 && !isFeeding) stopping.push('printer-error');
  // Out of paper includes near its end; one message is enough.
  return facts['paper-near-end'] && !facts['paper-out'] ? [...stopping, 'paper-near-end'] : stopping;
}
