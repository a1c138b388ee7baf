import { expect, test } from 'vitest';
import type { Trace } from '../../core/devices/bench-contract.ts';
import { transcriptText } from './transcript-text.ts';

const trace = (device: string, direction: 'out' | 'in', hex: string, length = hex.split(' ').length): Trace => ({
  device,
  direction,
  hex,
  length,
  at: '2026-03-10T02:21:23.402Z',
  meaning: null,
});

test('a talk becomes remarks and arrows with lower-case bytes, naming each device once', () => {
  const text = transcriptText(
    ['store, day'],
    [trace('reader 1', 'out', 'AA 03'), trace('reader 1', 'in', '9F'), trace('pad 1', 'out', 'FF 68')],
  );
  expect(text).toBe('# store, day\n# reader 1\n> aa 03\n< 9f\n# pad 1\n> ff 68\n');
});

test('a frame the trace cut tells how much of it is there', () => {
  expect(transcriptText([], [trace('reader 1', 'in', 'AA AA …', 1295)])).toBe('# reader 1\n# 2 of 1295 bytes\n< aa aa\n');
});

test('long frames go on with the next line after 64 bytes', () => {
  const hex = Array.from({ length: 70 }, () => '5A').join(' ');
  const [, first, second] = transcriptText([], [trace('printer 1', 'out', hex)]).split('\n');
  expect(first?.split(' ')).toHaveLength(65);
  expect(second).toBe('> 5a 5a 5a 5a 5a 5a');
});
