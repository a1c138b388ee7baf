import fc from 'fast-check';
import { expect, test } from 'vitest';
import { detectPresses, type PressState } from './press-detector.ts';

/** Presses of one button over samples written as text, 1 = down. */
function pressesIn(samples: string): number {
  let state: PressState = null;
  let count = 0;
  for (const sample of samples) {
    const step = detectPresses(state, [sample === '1']);
    state = step.state;
    count += step.pressed.length;
  }
  return count;
}

test.each([
  ['0001000', 1, 'a short press'],
  ['0011110', 1, 'a held button'],
  ['0101011', 1, 'a bouncing contact'],
  ['0100100', 2, 'two presses with a real release'],
  ['0101100', 1, 'a release too short to be one'],
  ['1110000', 0, 'a button down before we looked'],
  ['1100100', 1, 'the next press after that'],
])('%s is %i press(es): %s', (samples, presses) => {
  expect(pressesIn(samples)).toBe(presses);
});

test('presses are exactly the ways down after two samples up, a button up at first counting as long released', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('0', '1'), maxLength: 60 }), (samples) => {
      const history = samples.startsWith('0') ? `00${samples}` : samples;
      expect(pressesIn(samples)).toBe([...history.matchAll(/00+1/g)].length);
    }),
    { seed: 20_261_122 },
  );
});

test('buttons are counted from 1 and told apart', () => {
  const { state } = detectPresses(null, [false, false, false]);
  expect(detectPresses(state, [false, true, true]).pressed).toEqual([2, 3]);
});
