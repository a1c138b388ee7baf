import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amountInWords } from './amount-in-words.ts';

test.each([
  [100_00, '壹佰元整'],
  [1050_30, '壹仟零伍拾元叁角整'],
  [5, '伍分'],
  [20000_06, '贰万元零陆分'],
  [10101_10, '壹万零壹佰零壹元壹角整'],
  [0, '零元整'],
  [10, '壹角整'],
  [12, '壹角贰分'],
  [23_60, '贰拾叁元陆角整'],
  [1_00, '壹元整'],
  [10_00, '壹拾元整'],
  [100_000_00, '壹拾万元整'],
  [100_001_00, '壹拾万零壹元整'],
  [10_000_000_00, '壹仟万元整'],
  [100_000_000_00, '壹亿元整'],
  [100_001_000_00, '壹亿零壹仟元整'],
  [9_999_999_999_99, '玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
])('%i fen reads %s', (fen, words) => {
  expect(amountInWords(fen)).toBe(words);
});

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const UNITS: Readonly<Record<string, number>> = { 拾: 10, 佰: 100, 仟: 1000 };

/** Reads capitals back by their own rules: digits times units, groups times 万 and 亿, 元角分 at the end. */
function readWords(words: string): number {
  let [fen, total, group, digit] = [0, 0, 0, 0];
  for (const sign of words) {
    const unit = UNITS[sign];
    if (unit !== undefined) [group, digit] = [group + digit * unit, 0];
    else if (sign === '万') [total, group, digit] = [total + (group + digit) * 10_000, 0, 0];
    else if (sign === '亿') [total, group, digit] = [(total + group + digit) * 100_000_000, 0, 0];
    else if (sign === '元') [fen, group, digit] = [(total + group + digit) * 100, 0, 0];
    else if (sign === '角') [fen, digit] = [fen + digit * 10, 0];
    else if (sign === '分') [fen, digit] = [fen + digit, 0];
    else if (sign !== '整') digit = DIGITS.indexOf(sign);
  }
  return fen;
}

/** Amounts of every size, with many zeros inside. */
const amount = fc.oneof(
  fc.nat(999_999_999_99),
  fc.nat(200_00),
  fc.array(fc.constantFrom(0, 0, 0, 1, 7), { minLength: 1, maxLength: 12 }).map((digits) => Number(digits.join(''))),
);

test('the words read back as the same amount, so no two amounts have the same words', () => {
  fc.assert(
    fc.property(amount, (fen) => {
      expect(readWords(amountInWords(fen))).toBe(fen);
    }),
    { numRuns: 2000 },
  );
});

test('no words can be lengthened into a larger amount: they end in 整 or 分, without 零 doubled or before a unit', () => {
  fc.assert(
    fc.property(amount, (fen) => {
      const words = amountInWords(fen);
      expect(words).toMatch(/[整分]$/);
      if (fen > 0) expect(words).not.toMatch(/零零|零[拾佰仟万亿元角分整]|^零/);
    }),
    { numRuns: 2000 },
  );
});
