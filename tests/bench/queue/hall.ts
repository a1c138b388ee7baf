/** The halls the queue benchmarks work in. */
import { firstSettings } from '../../../core/store/first-settings.ts';
import type { StoreSettingsFile } from '../../../core/store/settings.ts';

/** Counters of the large hall; a multiple of every number of clients measured. */
export const COUNTERS = 32;
/** Visitors waiting all the while, so that the policy has somebody to choose from. */
export const WAITING = 20;
/** One service per letter: a letter gives 9999 numbers a day, and a benchmark lives many days in one. */
const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] as const;

/** The large hall for pairs: 32 counters that serve every letter, no devices. Text of `store.json`. */
export function largeHall(): string {
  const services = LETTERS.map((letter) => ({ letter, name: `业务${letter}`, nameEn: `Service ${letter}` }));
  const counters = Array.from({ length: COUNTERS }, (_, index) => ({ counter: index + 1 }));
  const settings: StoreSettingsFile = { ...firstSettings(false), services, counters };
  return JSON.stringify(settings);
}

/** The ordinary hall for frames: five services and four counters as a new store has them, no devices. */
export function ordinaryHall(): string {
  return JSON.stringify(firstSettings(false));
}

/** The letter of the n-th visitor to the large hall. */
export function letterOf(n: number): string {
  return LETTERS[n % LETTERS.length] ?? 'A';
}
