import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cashForDebt, likelyTenders } from './tender.ts';

test('likely notes are the next ten, fifty and hundred above the amount', () => {
  expect(likelyTenders(5_900)).toEqual([6_000, 10_000]);
  expect(likelyTenders(2_360)).toEqual([3_000, 5_000, 10_000]);
  expect(likelyTenders(10_000)).toEqual([]);
  expect(likelyTenders(10_010)).toEqual([11_000, 15_000, 20_000]);
});

test('every likely tender covers the amount and none comes twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000_000 }), (fen) => {
      const tenders = likelyTenders(fen);
      expect(tenders.every((tender) => tender > fen)).toBe(true);
      expect(new Set(tenders).size).toBe(tenders.length);
    }),
    { seed: 20260310 },
  );
});

test('a debt with fen is cleared by the next whole jiao', () => {
  expect([2_360, 2_365, 2_361].map(cashForDebt)).toEqual([2_360, 2_370, 2_370]);
});
