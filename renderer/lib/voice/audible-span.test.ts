import { expect, test } from 'vitest';
import { audibleSpan } from './audible-span.ts';

const silence = (length: number) => new Array<number>(length).fill(0.001);

test('silence around a clip is left out', () => {
  const samples = new Float32Array([...silence(1200), ...new Array<number>(2400).fill(-0.3), ...silence(600)]);
  expect(audibleSpan(samples, 24_000)).toEqual({ offset: 0.05, duration: 0.1 });
});

test('a pause inside a clip is kept', () => {
  const samples = new Float32Array([0.5, ...silence(98), 0.5]);
  expect(audibleSpan(samples, 100)).toEqual({ offset: 0, duration: 1 });
});

test('an empty or silent clip takes no time', () => {
  expect(audibleSpan(new Float32Array(), 24_000).duration).toBe(0);
  expect(audibleSpan(new Float32Array(silence(100)), 24_000).duration).toBe(0);
});
