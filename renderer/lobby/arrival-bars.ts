/** Bars of today's arrivals. Only what was counted: no bar stands for a time to come. Pure. */

export type ArrivalBar = { readonly slot: number; readonly count: number; readonly isNow: boolean };
export type ArrivalBars = {
  /** First and last half hour of the axis, 0 = 00:00. */
  readonly from: number;
  readonly to: number;
  readonly bars: readonly ArrivalBar[];
  readonly total: number;
  readonly most: ArrivalBar | null;
};

/** Half hour of the day a clock time `HH:MM` lies in, 0–47. */
export function slotOf(clock: string): number {
  const [hours = '0', minutes = '0'] = clock.split(':');
  return Number(hours) * 2 + (Number(minutes) >= 30 ? 1 : 0);
}

/** Start of a half hour as `HH:MM`. */
export const slotStart = (slot: number): string => `${String(Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;

/**
 * The axis spans the opening hours, wider where somebody took a number outside them.
 * @param arrivals Numbers taken per half hour, [0] = 00:00.
 * @param hours `HH:MM` in the store's zone; `now` likewise.
 */
export function arrivalBars(
  arrivals: readonly number[],
  hours: { readonly opens: string; readonly closes: string },
  now: string,
): ArrivalBars {
  const present = slotOf(now);
  const used = arrivals.flatMap((count, slot) => (count > 0 ? [slot] : []));
  const from = Math.min(slotOf(hours.opens), present, ...used);
  const to = Math.max(slotOf(hours.closes) - 1, present, ...used);
  const bars = arrivals.flatMap((count, slot) => (slot >= from && slot <= present ? [{ slot, count, isNow: slot === present }] : []));
  const most = bars.toSorted((one, other) => other.count - one.count)[0];
  return { from, to, bars, total: arrivals.reduce((sum, count) => sum + count, 0), most: most && most.count > 0 ? most : null };
}
