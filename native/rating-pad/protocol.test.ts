import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type BusFrame,
  createBusFramer,
  encodeMessage,
  encodeResult,
  encodeResultReceipt,
  encodeStart,
  ratingOf,
  rawRating,
} from './protocol.ts';

const seed = { seed: 20_261_122 };
const hex = (text: string) => Uint8Array.from(text.split(' '), (byte) => Number.parseInt(byte, 16));
const message = fc.record({
  address: fc.integer({ min: 0, max: 255 }),
  command: fc.integer({ min: 0, max: 255 }),
  data: fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 6 }),
});
/** Noise that cannot itself be the start of a frame. */
const junk = fc.array(fc.integer({ min: 0, max: 254 }), { maxLength: 30 });
const messages = (frames: readonly BusFrame[]) =>
  frames.flatMap((frame) => (frame.kind === 'message' ? [{ address: frame.address, command: frame.command, data: [...frame.data] }] : []));

test.each([
  ['start evaluation', encodeStart(1), 'ff 68 03 03 68 01 01 0b 0d 16'],
  ['result 0', encodeResult(1, 0), 'ff 68 03 03 68 01 11 00 12 16'],
  ['receipt of result 0', encodeResultReceipt(1, 0), 'ff 68 03 03 68 01 01 00 02 16'],
  ['suspend', encodeMessage(1, 1, [0, 0x0f]), 'ff 68 04 04 68 01 01 00 0f 11 16'],
  ['beep', encodeMessage(1, 3, []), 'ff 68 02 02 68 01 03 04 16'],
  ['show ticket 023', encodeMessage(1, 2, [10, 10, 10, 0, 2, 3]), 'ff 68 08 08 68 01 02 0a 0a 0a 00 02 03 26 16'],
])('the published frame "%s" is made byte for byte', (_name, made, published) => {
  expect(made).toEqual(hex(published));
});

test('any messages with noise between them come out whole and in order, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(junk, message), { maxLength: 6 }), fc.integer({ min: 1, max: 17 }), (parts, chunkBytes) => {
      const stream = parts.flatMap(([noise, { address, command, data }]) => [...noise, ...encodeMessage(address, command, data)]);
      const framer = createBusFramer();
      const frames: BusFrame[] = [];
      for (let at = 0; at < stream.length; at += chunkBytes)
        frames.push(...framer.push(Uint8Array.from(stream.slice(at, at + chunkBytes))));
      expect(messages(frames)).toEqual(parts.map(([, content]) => content));
      expect(frames.flatMap((frame) => [...frame.bytes])).toEqual(stream);
    }),
    seed,
  );
});

test('a frame with one wrong byte is never taken for a message of another meaning', () => {
  fc.assert(
    fc.property(message, fc.nat(14), fc.integer({ min: 1, max: 255 }), ({ address, command, data }, place, flip) => {
      const broken = encodeMessage(address, command, data);
      const at = place % broken.length;
      broken[at] = (broken[at] ?? 0) ^ flip;
      expect(messages(createBusFramer().push(broken))).toEqual([]);
    }),
    seed,
  );
});

test('never keeps more than one frame, whatever comes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
      const out = createBusFramer()
        .push(bytes)
        .reduce((total, frame) => total + frame.bytes.length, 0);
      expect(bytes.length - out).toBeLessThan(15);
    }),
    seed,
  );
});

test('raw values 0 to 3 are the four meanings and nothing else is', () => {
  expect([0, 1, 2, 3].map(ratingOf)).toEqual(['dissatisfied', 'average', 'satisfied', 'very-satisfied']);
  expect(ratingOf(4)).toBeNull();
  expect(rawRating('very-satisfied')).toBe(3);
});
