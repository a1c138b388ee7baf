import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseYuan, yuanText } from './money-text.ts';

test('fen are written with two decimals', () => {
  expect([2360, 5, 0, -5, -118_75, 100].map(yuanText)).toEqual(['23.60', '0.05', '0.00', '-0.05', '-118.75', '1.00']);
});

test('what people type is read to the fen', () => {
  expect(['23.6', '23', '23.', ' 0.05 ', '007', '999999999.99'].map(parseYuan)).toEqual([2360, 2300, 2300, 5, 700, 999_999_999_99]);
});

test('what is no plain amount is refused, not guessed', () => {
  const refused = ['', '.', '.5', '-1', '+1', '1.234', '1e3', '1,000', '0x10', '１２', '12 3', '1..2', 'NaN', '1234567890'];
  expect(refused.map(parseYuan)).toEqual(refused.map(() => null));
});

test('an amount written and read again is the same amount', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999_99), (fen) => {
      expect(parseYuan(yuanText(fen))).toBe(fen);
    }),
  );
});

test('any text is read as whole fen or refused', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{0,11}\.?\d{0,3}$/)), (text) => {
      const fen = parseYuan(text);
      expect(fen === null || (Number.isSafeInteger(fen) && fen >= 0)).toBe(true);
    }),
  );
});
