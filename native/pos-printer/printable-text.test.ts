import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { columnsOf, printableCharacters } from './printable-text.ts';

const width = (text: string) =>
  printableCharacters(text).reduce((sum, one) => sum + columnsOf(one, iconv.encode(one, 'gb18030').length), 0);

test('ASCII takes one column, everything of the two-byte area two, rare wide characters two', () => {
  expect(['A', '厅', '·', '—', '─', '㛃', '𠮷', '😀', 'ñ', '€'].map(width)).toEqual([1, 2, 2, 2, 2, 2, 2, 2, 1, 2]);
});

test('the half-width yen sign becomes the one printers have', () => {
  expect(printableCharacters('¥5')).toEqual(['￥', '5']);
});

test('what cannot be seen is left out, and a broken surrogate is a question mark', () => {
  expect(printableCharacters('a\u200b\u0007\ufe0fb\ud800')).toEqual(['a', 'b', '?']);
});

test('the paper reads back every character of the basic plane the encoder writes', () => {
  const decoder = new TextDecoder('gb18030');
  const different: string[] = [];
  for (let code = 0x20; code < 0x10000; code += 1) {
    if ((code >= 0xd800 && code < 0xf900) || code === 0xfffd) continue;
    const character = String.fromCharCode(code);
    if (decoder.decode(iconv.encode(character, 'gb18030')) !== character) different.push(character);
  }
  expect(different).toEqual([]);
});
