import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CRASH_POLICY, type CrashHistory, decideAfterCrash, NO_CRASHES } from './crash-policy.ts';

function restartsAfter(crashes: readonly { readonly now: number; readonly upForMs: number }[]): readonly (number | 'give-up')[] {
  let history: CrashHistory = NO_CRASHES;
  return crashes.map(({ now, upForMs }) => {
    const decision = decideAfterCrash(history, now, upForMs);
    if (decision.kind === 'give-up') return 'give-up';
    history = decision.history;
    return decision.delayMs;
  });
}

test('a host that keeps crashing waits 1, 2, 5 and 10 seconds, and at the fifth crash within two minutes a person is asked', () => {
  const crashes = [0, 1_000, 3_000, 8_000, 18_000].map((now) => ({ now, upForMs: 0 }));
  expect(restartsAfter(crashes)).toEqual([1_000, 2_000, 5_000, 10_000, 'give-up']);
});

test('crashes far enough apart never ask, and the wait stays at 30 seconds at most', () => {
  const crashes = Array.from({ length: 9 }, (_, index) => ({ now: index * 40_000, upForMs: 0 }));
  expect(restartsAfter(crashes)).toEqual([1_000, 2_000, 5_000, 10_000, 20_000, 30_000, 30_000, 30_000, 30_000]);
});

test('a host that was up for a minute starts over with the shortest wait', () => {
  const crashes = [
    { now: 0, upForMs: 0 },
    { now: 1_000, upForMs: 0 },
    { now: 70_000, upForMs: 60_000 },
  ];
  expect(restartsAfter(crashes)).toEqual([1_000, 2_000, 1_000]);
});

test('whatever the crashes, a restart waits 1 to 30 seconds and giving up has five crashes within two minutes behind it', () => {
  const crash = fc.record({ gapMs: fc.integer({ min: 0, max: 200_000 }), upForMs: fc.integer({ min: 0, max: 200_000 }) });
  fc.assert(
    fc.property(fc.array(crash, { maxLength: 40 }), (crashes) => {
      let history: CrashHistory = NO_CRASHES;
      let now = 0;
      const at: number[] = [];
      for (const { gapMs, upForMs } of crashes) {
        now += gapMs;
        at.push(now);
        const decision = decideAfterCrash(history, now, upForMs);
        const recent = at.filter((instant) => now - instant < CRASH_POLICY.giveUpWithinMs).length;
        expect(decision.kind === 'give-up').toBe(recent >= CRASH_POLICY.giveUpCrashes);
        if (decision.kind === 'give-up') return;
        expect(decision.delayMs).toBeGreaterThanOrEqual(1_000);
        expect(decision.delayMs).toBeLessThanOrEqual(30_000);
        history = decision.history;
      }
    }),
    { seed: 20260101, numRuns: 500 },
  );
});
