import type { Timing } from './timing.ts';

/** A clock that stands still until a test moves it, and chance that is always the same. */
export type ManualTiming = Timing & {
  /** Moves time on, running what becomes due in order; promises settle between one timer and the next. */
  advance(ms: number): Promise<void>;
  /** Timers waiting. */
  pending(): number;
};

/** @param random What chance always gives, in [0, 1). */
export function createManualTiming(startAt = 0, random = 0): ManualTiming {
  let now = startAt;
  const timers = new Set<{ readonly at: number; readonly run: () => void }>();
  const settlePromises = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    clock: {
      now: () => now,
      setTimeout(run, ms) {
        const timer = { at: now + ms, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    random: () => random,
    pending: () => timers.size,
    async advance(ms) {
      const until = now + ms;
      await settlePromises();
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0];
        if (!next) break;
        timers.delete(next);
        now = next.at;
        next.run();
        await settlePromises();
      }
      now = until;
    },
  };
}
