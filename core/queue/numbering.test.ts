import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LAST_NUMBER, ticketNumber } from './numbering.ts';

test('numbers have three digits and go on with four after 999', () => {
  expect([1, 17, 999, 1000, LAST_NUMBER].map((sequence) => ticketNumber('A', sequence))).toEqual([
    'A001',
    'A017',
    'A999',
    'A1000',
    'A9999',
  ]);
});

test('two places in the day never get the same number', () => {
  const places = fc.tuple(fc.constantFrom('A', 'B', 'Z'), fc.integer({ min: 1, max: LAST_NUMBER }));
  fc.assert(
    fc.property(places, places, (one, other) => {
      expect(ticketNumber(...one) === ticketNumber(...other)).toBe(one[0] === other[0] && one[1] === other[1]);
    }),
  );
});
