import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codeProblem, plainCode, spacedCode } from './pairing-code.ts';

test('six digits are a whole code, however they are spaced or wide', () => {
  for (const typed of ['048213', '048 213', ' 048-213 ', '０４８２１３']) {
    expect(codeProblem(typed)).toBeNull();
    expect(plainCode(typed)).toBe('048213');
  }
});

test('digits missing and over are counted', () => {
  expect(codeProblem('')).toEqual({ kind: 'missing', count: 6 });
  expect(codeProblem('048 2')).toEqual({ kind: 'missing', count: 2 });
  expect(codeProblem('04821377')).toEqual({ kind: 'surplus', count: 2 });
});

test('letters are no code', () => {
  expect(codeProblem('04821O')).toEqual({ kind: 'digits-only' });
});

test('a code typed as it is shown is the code', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{6}$/), (code) => {
      expect(plainCode(spacedCode(code))).toBe(code);
      expect(codeProblem(spacedCode(code))).toBeNull();
    }),
    { seed: 7 },
  );
});
