import { expect, test } from 'vitest';
import en from '../messages/en.json' with { type: 'json' };
import zh from '../messages/zh-CN.json' with { type: 'json' };
import { errorKey, SCREEN_CODES } from './errors.ts';

test.each([
  ['zh-CN', zh],
  ['en', en],
] as const)('every code has both its sentences in %s', (_locale, catalogue) => {
  const keys = SCREEN_CODES.flatMap((code) => [errorKey(code), `${errorKey(code)}_then`]);
  expect(keys.filter((key) => !(catalogue as Readonly<Record<string, string>>)[key])).toEqual([]);
});

test('both catalogues have the same keys with the same parameters', () => {
  const shape = (catalogue: Readonly<Record<string, string>>) =>
    Object.entries(catalogue)
      .map(([key, text]) => `${key} ${[...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join(' ')}`.trim())
      .sort();
  expect(shape(en)).toEqual(shape(zh));
});
