import fc from 'fast-check';
import { expect, test } from 'vitest';
import { citizenCheckDigit, foreigner2017CheckDigit, isCitizenNumber, isForeigner2017Number, toIsoDate } from './check-digit.ts';

const seed = { seed: 20_261_122 };

test.each([
  '11010519491231002X',
  '440524188001010014',
  '810000199408230021',
  '830000199201300022',
  '932682198501010017',
  '911124198108030024',
  '110101199003070003',
  '820000199012120012',
  '830000198507150018',
  '500101200002290010',
])('the published number %s is valid', (number) => {
  expect(isCitizenNumber(number)).toBe(true);
});

test.each([
  ['a wrong check digit', '110105194912310021'],
  ['a small x', '11010519491231002x'],
  ['fifteen digits', '110105491231002'],
  ['the 29th of February of a common year', `50010119990229001${citizenCheckDigit('50010119990229001')}`],
])('%s is refused', (_what, number) => {
  expect(isCitizenNumber(number)).toBe(false);
});

test('any single wrong digit of a citizen number is noticed', () => {
  const digits = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 17, maxLength: 17 }).map((list) => list.join(''));
  fc.assert(
    fc.property(digits, fc.nat(16), fc.integer({ min: 1, max: 9 }), (first17, place, shift) => {
      const wrong = (Number(first17[place]) + shift) % 10;
      expect(citizenCheckDigit(first17.slice(0, place) + wrong + first17.slice(place + 1))).not.toBe(citizenCheckDigit(first17));
    }),
    seed,
  );
});

test('the 2017 foreigners’ number is checked with weights 7 3 1, letters counting from ten', () => {
  // F15·7+R27·3+A10·1 + 3·7+1·3+0·1 + 0·7+8·3+0·1 + 1·7+0·3+1·1 + 5·7+1·3 = 290 → 0
  expect(foreigner2017CheckDigit('FRA31008010151')).toBe('0');
  expect(isForeigner2017Number('FRA310080101510')).toBe(true);
  expect(isForeigner2017Number('FRA310080101511')).toBe(false);
  expect(isForeigner2017Number('FR1310080101510')).toBe(false);
});

test('a compact date becomes ISO only if the day exists', () => {
  expect([toIsoDate('20000229'), toIsoDate('19000229'), toIsoDate('20261301'), toIsoDate('2026010')]).toEqual([
    '2000-02-29',
    null,
    null,
    null,
  ]);
});
