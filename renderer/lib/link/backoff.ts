/** How long to wait before trying the host again. */

/** First and longest pause, ms. A shop's host restarts within seconds, so the longest stays short. */
export const RECONNECT = { firstMs: 400, longestMs: 8_000 } as const;

/**
 * Pause before attempt `attempt` (from 0): doubles up to the longest, with up to half of it taken off at random so that
 * twenty counters do not return in one instant.
 * @param random In [0, 1).
 */
export function pauseBefore(attempt: number, random: number): number {
  const full = Math.min(RECONNECT.longestMs, RECONNECT.firstMs * 2 ** Math.min(attempt, 16));
  return Math.round(full * (1 - random / 2));
}
