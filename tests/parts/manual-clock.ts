import type { Clock } from '../../core/clock.ts';

export type ManualClock = Clock & {
  /** Moves on by so many ms; negative = the clock goes back. */
  advance(ms: number): void;
  set(epochMs: number): void;
};

/** 2026-03-10 10:00 in Shanghai, a Tuesday. */
export const TUESDAY_TEN = Date.UTC(2026, 2, 10, 2, 0, 0);

/** Time that passes only when a test says so. */
export function createManualClock(start = TUESDAY_TEN): ManualClock {
  let now = start;
  return {
    now: () => now,
    advance(ms) {
      now += ms;
    },
    set(epochMs) {
      now = epochMs;
    },
  };
}
