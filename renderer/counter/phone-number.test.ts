import { expect, test } from 'vitest';
import { digitsOf, numberProblem } from './phone-number.ts';

test('only digits count, however they were typed', () => {
  expect(digitsOf('138 0013-8000')).toBe('13800138000');
  expect(digitsOf('１３８')).toBe('138');
});

test('the problem says by how many digits a number is off', () => {
  expect(numberProblem('13800138000')).toBeNull();
  expect(numberProblem('1380013800')).toEqual({ kind: 'short', by: 1 });
  expect(numberProblem('138001380001')).toEqual({ kind: 'long', by: 1 });
  expect(numberProblem('12800138000')).toEqual({ kind: 'prefix' });
});
