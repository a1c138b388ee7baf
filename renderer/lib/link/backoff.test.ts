import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pauseBefore, RECONNECT } from './backoff.ts';

test('pauses double up to the longest', () => {
  expect([0, 1, 2, 3, 9].map((attempt) => pauseBefore(attempt, 0))).toEqual([400, 800, 1600, 3200, 8000]);
});

test('jitter takes off at most half of a pause', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (attempt, random) => {
      const pause = pauseBefore(attempt, random);
      expect(pause).toBeLessThanOrEqual(RECONNECT.longestMs);
      expect(pause).toBeGreaterThanOrEqual(pauseBefore(attempt, 0) / 2 - 1);
    }),
    { seed: 20260310 },
  );
});
