import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSamFrame } from './sam-frame.ts';

const partsOf = (hex: string, direction: 'out' | 'in') =>
  decodeSamFrame({ hex, direction, length: hex.split(' ').length })?.fields.map((field) => [field.part, field.hex]);

test('a command splits into preamble, length, command and checksum', () => {
  expect(partsOf('AA AA AA 96 69 00 03 20 01 22', 'out')).toEqual([
    ['preamble', 'AA AA AA 96 69'],
    ['length', '00 03'],
    ['command', '20 01'],
    ['checksum', '22'],
  ]);
});

test('an answer splits off the status of the card, the result and its data', () => {
  expect(partsOf('AA AA AA 96 69 00 08 00 00 9F 00 00 00 00 97', 'in')).toEqual([
    ['preamble', 'AA AA AA 96 69'],
    ['length', '00 08'],
    ['card-status', '00 00'],
    ['result', '9F'],
    ['data', '00 00 00 00'],
    ['checksum', '97'],
  ]);
});

test('a right checksum is told from a wrong one', () => {
  expect(decodeSamFrame({ hex: 'AA AA AA 96 69 00 04 00 00 80 84', length: 11, direction: 'in' })?.checksum).toBe('right');
  expect(decodeSamFrame({ hex: 'AA AA AA 96 69 00 04 00 00 80 7B', length: 11, direction: 'in' })?.checksum).toBe('wrong');
});

test('a frame the trace cut keeps the true length of its data and says that its checksum was not seen', () => {
  const frame = decodeSamFrame({ hex: 'AA AA AA 96 69 05 08 00 00 90 01 00 04 00 …', length: 1295, direction: 'in' });
  expect(frame?.checksum).toBe('unseen');
  expect(frame?.fields.at(-2)).toEqual({ part: 'data', hex: '01 00 04 00 …', bytes: 1284 });
  expect(frame?.fields.at(-1)).toEqual({ part: 'checksum', hex: '', bytes: 1 });
});

test('what is no SAM frame is left alone', () => {
  expect(decodeSamFrame({ hex: '10 04 01', length: 3, direction: 'out' })).toBeNull();
  expect(decodeSamFrame({ hex: 'AA AA AA 96 69 00', length: 6, direction: 'in' })).toBeNull();
  expect(decodeSamFrame({ hex: 'AA AA AA 96 69 00 09 00 00 80 84', length: 11, direction: 'in' })).toBeNull();
});

test('the fields of any answer put together are the answer, and its checksum is found right', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 3, maxLength: 80 }), (body) => {
      const counted = [(body.length + 1) >> 8, (body.length + 1) & 0xff, ...body];
      const bytes = [0xaa, 0xaa, 0xaa, 0x96, 0x69, ...counted, counted.reduce((sum, byte) => sum ^ byte, 0)];
      const hex = bytes.map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
      const frame = decodeSamFrame({ hex, length: bytes.length, direction: 'in' });
      expect(frame?.fields.map((field) => field.hex).join(' ')).toBe(hex);
      expect(frame?.checksum).toBe('right');
    }),
    { seed: 20260310 },
  );
});
