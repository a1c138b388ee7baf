import { expect, test } from 'vitest';
import { COUNTER_MAXIMUM, counterWords, counterWordsEnglish } from './number-words.ts';

test.each([
  [1, '一', 'one'],
  [2, '二', 'two'],
  [3, '三', 'three'],
  [10, '十', 'ten'],
  [12, '十二', 'twelve'],
  [20, '二十', 'twenty'],
  [21, '二十一', 'twenty-one'],
  [100, '一百', 'one hundred'],
  [102, '一百零二', 'one hundred and two'],
  [110, '一百一十', 'one hundred and ten'],
  [112, '一百一十二', 'one hundred and twelve'],
  [220, '二百二十', 'two hundred and twenty'],
  [999, '九百九十九', 'nine hundred and ninety-nine'],
])('counter %d is read %s and %s', (counter, mandarin, english) => {
  expect(counterWords(counter)).toBe(mandarin);
  expect(counterWordsEnglish(counter)).toBe(english);
});

test('the Mandarin reading of every counter can be read back to its number', () => {
  const digits = '零一二三四五六七八九';
  for (let counter = 1; counter <= COUNTER_MAXIMUM; counter++) {
    const match = /^(?:(.)百)?零?(?:(.?)十)?(.?)$/.exec(counterWords(counter));
    const place = (word: string | undefined, whenEmpty: number) =>
      word === undefined ? 0 : word === '' ? whenEmpty : digits.indexOf(word);
    expect(place(match?.[1], 0) * 100 + place(match?.[2], 1) * 10 + place(match?.[3], 0)).toBe(counter);
  }
});
