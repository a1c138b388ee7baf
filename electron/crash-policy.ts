/** When a store host that ended by itself is started again, and when a person is asked instead. Pure. */

/** All values in milliseconds; `giveUpCrashes` is a count. */
export const CRASH_POLICY = {
  /** Waits before the first, second … start again; the last one repeats. */
  delaysMs: [1_000, 2_000, 5_000, 10_000, 20_000, 30_000],
  /** A host that stayed up this long has recovered: the waits begin anew. */
  stableAfterMs: 60_000,
  /** So many crashes within `giveUpWithinMs` are not bad luck: a person decides. */
  giveUpCrashes: 5,
  giveUpWithinMs: 120_000,
} as const;

/** What is remembered between crashes. Start with `NO_CRASHES`. */
export type CrashHistory = {
  /** Instants of the crashes that still count towards giving up. */
  readonly crashedAt: readonly number[];
  /** Starts since the host was last stable. */
  readonly restarts: number;
};
export const NO_CRASHES: CrashHistory = { crashedAt: [], restarts: 0 };

export type CrashDecision =
  | { readonly kind: 'restart'; readonly delayMs: number; readonly history: CrashHistory }
  | { readonly kind: 'give-up' };

/**
 * Decides about one crash.
 * @param now instant of the crash, milliseconds of a clock that only grows
 * @param upForMs how long the host had been taking calls; 0 when it never did
 */
export function decideAfterCrash(history: CrashHistory, now: number, upForMs: number): CrashDecision {
  const crashedAt = [...history.crashedAt.filter((at) => now - at < CRASH_POLICY.giveUpWithinMs), now];
  if (crashedAt.length >= CRASH_POLICY.giveUpCrashes) return { kind: 'give-up' };
  const restarts = upForMs >= CRASH_POLICY.stableAfterMs ? 0 : history.restarts;
  const delayMs = CRASH_POLICY.delaysMs[Math.min(restarts, CRASH_POLICY.delaysMs.length - 1)] ?? 0;
  return { kind: 'restart', delayMs, history: { crashedAt, restarts: restarts + 1 } };
}
