import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc16, createPanelFramer, createPanelRequestFramer, encodeInputs, encodeReadInputs, type PanelFrame } from './modbus.ts';

const seed = { seed: 20_261_122 };
const range = { address: 1, first: 0, count: 12 };
const inputs = fc.array(fc.boolean(), { minLength: range.count, maxLength: range.count });
/** Noise that cannot itself be the start of a frame. */
const junk = fc.array(fc.integer({ min: 2, max: 255 }), { maxLength: 20 });
const states = (frames: readonly PanelFrame[]) => frames.flatMap((frame) => (frame.kind === 'inputs' ? [frame.inputs] : []));

test('the checksum is the CRC-16 of the Modbus specification', () => {
  expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x4b37);
});

test('a request for eight inputs of module 1 is 01 02 00 00 00 08 79 CC', () => {
  expect([...encodeReadInputs({ address: 1, first: 0, count: 8 })]).toEqual([0x01, 0x02, 0, 0, 0, 0x08, 0x79, 0xcc]);
});

test('any answers with noise between them come out whole and in order, however the stream is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(junk, inputs), { maxLength: 8 }), fc.integer({ min: 1, max: 9 }), (parts, chunkBytes) => {
      const stream = parts.flatMap(([noise, state]) => [...noise, ...encodeInputs(range.address, state)]);
      const framer = createPanelFramer(range);
      const frames: PanelFrame[] = [];
      for (let at = 0; at < stream.length; at += chunkBytes)
        frames.push(...framer.push(Uint8Array.from(stream.slice(at, at + chunkBytes))));
      expect(states(frames)).toEqual(parts.map(([, state]) => state));
    }),
    seed,
  );
});

test('an answer with up to two wrong bits is never taken for a state of the buttons', () => {
  fc.assert(
    fc.property(inputs, fc.uniqueArray(fc.nat(55), { minLength: 1, maxLength: 2 }), (state, bits) => {
      const broken = encodeInputs(range.address, state);
      for (const bit of bits) broken[bit >> 3] = (broken[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(states([...createPanelFramer(range).push(broken)])).toEqual([]);
    }),
    seed,
  );
});

test('never keeps as much as a frame, whatever comes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      const out = createPanelFramer(range)
        .push(bytes)
        .reduce((total, frame) => total + frame.bytes.length, 0);
      expect(bytes.length - out).toBeLessThan(7);
    }),
    seed,
  );
});

test('a refusal carries its exception code', () => {
  const refusal = Uint8Array.of(0x01, 0x82, 0x02, 0xc1, 0x61);
  expect(createPanelFramer(range).push(refusal)).toEqual([{ kind: 'refusal', bytes: refusal, exception: 2 }]);
});

test('the twin’s side finds requests cut anywhere and ignores those of other modules', () => {
  const framer = createPanelRequestFramer(1);
  const request = encodeReadInputs(range);
  const stream = [...encodeReadInputs({ ...range, address: 7 }), ...request];
  const frames = stream.flatMap((byte) => [...framer.push(Uint8Array.of(byte))]);
  expect(frames.filter((frame) => frame.kind === 'request')).toEqual([{ kind: 'request', bytes: request }]);
});
