import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHandlingTimes, expectedWaitSeconds } from './expected-wait.ts';

/** So many ahead of one kind, every counter just begun with a visitor but for the idle ones. */
const wait = (ahead: number, handlingSeconds: number, openCounters: number, idleCounters = 0, remainingSeconds = handlingSeconds) =>
  expectedWaitSeconds({ ahead, aheadSeconds: ahead * handlingSeconds, remainingSeconds, openCounters, idleCounters });

test('the worked examples of the field come out', () => {
  expect(wait(6, 480, 4)).toBe(840);
  expect(wait(0, 300, 3)).toBe(100);
  expect(wait(9, 240, 2)).toBe(1200);
});

test('a free counter means no wait for as many as there are free ones', () => {
  expect(wait(0, 480, 4, 1)).toBe(0);
  expect(wait(1, 480, 4, 2)).toBe(0);
  expect(wait(2, 480, 4, 2, 0)).toBe(240);
});

test('with no counter open it reckons with one', () => {
  expect(wait(2, 300, 0)).toBe(900);
});

test('one more ahead never shortens the wait, one more free counter never lengthens it', () => {
  const inputs = fc.record({
    ahead: fc.nat(200),
    handlingSeconds: fc.integer({ min: 1, max: 3600 }),
    openCounters: fc.integer({ min: 1, max: 30 }),
    remainingSeconds: fc.nat(36_000),
  });
  fc.assert(
    fc.property(inputs, fc.nat(30), ({ ahead, handlingSeconds, openCounters, remainingSeconds }, idle) => {
      const idleCounters = Math.min(idle, openCounters);
      const here = wait(ahead, handlingSeconds, openCounters, idleCounters, remainingSeconds);
      expect(here).toBeGreaterThanOrEqual(0);
      expect(wait(ahead + 1, handlingSeconds, openCounters, idleCounters, remainingSeconds)).toBeGreaterThanOrEqual(here);
      expect(wait(ahead, handlingSeconds, openCounters + 1, idleCounters + 1, remainingSeconds)).toBeLessThanOrEqual(here);
    }),
  );
});

test('handling time is the service’s target until one was measured, then the mean of the last ones', () => {
  const times = createHandlingTimes(new Map([['A', 480]]), 3);
  expect(times.meanSeconds('A')).toBe(480);
  for (const seconds of [10_000, 100, 200, 300]) times.add('A', seconds);
  expect(times.meanSeconds('A')).toBe(200);
  expect(times.meanSeconds('B')).toBe(480);
});
