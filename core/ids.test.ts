import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createManualClock } from '../tests/parts/manual-clock.ts';
import { createIds } from './ids.ts';
import { recordIdSchema } from './values.ts';

test('ids are UUIDs of version 7 that carry the time', () => {
  const id = createIds({ now: () => 0x0190_1234_5678 }, () => new Uint8Array(8).fill(0xff)).next();
  expect(id).toBe('01901234-5678-7000-bfff-ffffffffffff');
  expect(recordIdSchema.safeParse(id).success).toBe(true);
});

test('each id is greater than the one before, however the clock runs, stands or goes back', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -5000, max: 5000 }), { maxLength: 200 }), (steps) => {
      const clock = createManualClock();
      const ids = createIds(clock, randomBytes);
      const made = steps.map((step) => {
        clock.advance(step);
        return ids.next();
      });
      expect(made).toEqual([...new Set(made)].sort());
    }),
  );
});

test('ten thousand ids of one millisecond stay in order and distinct', () => {
  const ids = createIds({ now: () => 1_773_108_000_000 }, randomBytes);
  const made = Array.from({ length: 10_000 }, () => ids.next());
  expect(made).toEqual([...new Set(made)].sort());
  expect(made.every((id) => recordIdSchema.safeParse(id).success)).toBe(true);
});
