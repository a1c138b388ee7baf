/** Time and chance come in from outside, so that tests are exact. */

export type Clock = {
  /** Epoch ms, UTC. */
  now(): number;
};

/** The machine's clock and timers. */
export const systemClock: Clock = { now: () => Date.now() };

/** RFC 3339 text of an instant, as it crosses the border. */
export function instant(epochMs: number): string {
  return new Date(epochMs).toISOString();
}

/** The same for a time that may not have come yet. */
export function instantOrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : instant(epochMs);
}
