import { expect, test } from 'vitest';
import { median, percentile } from './statistics.ts';

test('a percentile is a sample, by nearest rank, whatever their order', () => {
  const samples = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect([0.5, 0.99, 1, 0].map((share) => percentile(samples, share))).toEqual([50, 99, 100, 1]);
  expect(median([30, 10, 20])).toBe(20);
});

test('no samples have no percentile', () => {
  expect(() => percentile([], 0.5)).toThrow(RangeError);
});
