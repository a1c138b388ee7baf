import { expect, test } from 'vitest';
import { meterState } from './meter-state.ts';

test('a time is near its target from four fifths on and over it only past it', () => {
  expect([0, 479, 480, 600, 601].map((seconds) => meterState(seconds, 600))).toEqual(['waiting', 'waiting', 'near', 'near', 'over']);
});

test('without a target nothing is late', () => {
  expect(meterState(9_999, 0)).toBe('waiting');
});
