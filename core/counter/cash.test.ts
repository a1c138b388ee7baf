import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changeParts, DENOMINATIONS_FEN, isWholeJiao } from './cash.ts';

const pieces = (fen: number) => changeParts(fen).flatMap(({ valueFen, count }) => new Array<number>(count).fill(valueFen));

test('the worked examples come out', () => {
  expect(pieces(41_00)).toEqual([20_00, 20_00, 1_00]);
  expect(pieces(63_50)).toEqual([50_00, 10_00, 1_00, 1_00, 1_00, 50]);
  expect(pieces(0)).toEqual([]);
  expect(changeParts(388_80)).toEqual([
    { valueFen: 100_00, count: 3 },
    { valueFen: 50_00, count: 1 },
    { valueFen: 20_00, count: 1 },
    { valueFen: 10_00, count: 1 },
    { valueFen: 5_00, count: 1 },
    { valueFen: 1_00, count: 3 },
    { valueFen: 50, count: 1 },
    { valueFen: 10, count: 3 },
  ]);
});

test('the pieces sum up to the change, largest first, none of a value that does not exist', () => {
  fc.assert(
    fc.property(fc.nat(10_000_000), (jiao) => {
      const parts = changeParts(jiao * 10);
      expect(parts.reduce((sum, { valueFen, count }) => sum + valueFen * count, 0)).toBe(jiao * 10);
      expect(parts.map(({ valueFen }) => valueFen)).toEqual(
        DENOMINATIONS_FEN.filter((value) => parts.some((part) => part.valueFen === value)),
      );
      expect(parts.every(({ count }) => count > 0)).toBe(true);
    }),
  );
});

test('nobody gets more pieces than needed: as few as trying every way finds, up to 300 yuan', () => {
  const most = 3000;
  const fewest = [0];
  for (let jiao = 1; jiao <= most; jiao += 1) {
    const usable = DENOMINATIONS_FEN.map((fen) => fen / 10).filter((value) => value <= jiao);
    fewest[jiao] = 1 + Math.min(...usable.map((value) => fewest[jiao - value] ?? Number.POSITIVE_INFINITY));
  }
  const given = Array.from({ length: most + 1 }, (_, jiao) => pieces(jiao * 10).length);
  expect(given).toEqual(fewest);
});

test('only whole jiao can be paid in cash', () => {
  expect([0, 10, 2360].every(isWholeJiao)).toBe(true);
  expect([1, 9, 2365, 10.5].some(isWholeJiao)).toBe(false);
});
