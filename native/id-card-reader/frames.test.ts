import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSamFramer, encodePacket, type SamFrame } from './frames.ts';

const seed = { seed: 20_261_122 };
const hex = (text: string) => Uint8Array.from(text.split(' ').map((byte) => Number.parseInt(byte, 16)));
const body = fc.uint8Array({ minLength: 2, maxLength: 2_313 });
/** Noise that cannot itself be the start of a frame. */
const junk = fc.uint8Array({ maxLength: 40 }).map((bytes) => bytes.filter((byte) => byte !== 0xaa));

function join(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** Feeds the stream cut at the given places. */
function pushCut(stream: Uint8Array, cuts: readonly number[]): SamFrame[] {
  const framer = createSamFramer();
  const edges = [0, ...cuts.map((cut) => cut % (stream.length + 1)).sort((a, b) => a - b), stream.length];
  return edges.slice(1).flatMap((edge, index) => [...framer.push(stream.subarray(edges[index], edge))]);
}

const bodies = (frames: readonly SamFrame[]) => frames.flatMap((frame) => (frame.kind === 'packet' ? [frame.body] : []));

describe('SAM_V frames', () => {
  test.each([
    ['find card', '20 01', 'aa aa aa 96 69 00 03 20 01 22'],
    ['select card', '20 02', 'aa aa aa 96 69 00 03 20 02 21'],
    ['read base information', '30 01', 'aa aa aa 96 69 00 03 30 01 32'],
    ['read newest address', '30 03', 'aa aa aa 96 69 00 03 30 03 30'],
    ['SAM status', '11 ff', 'aa aa aa 96 69 00 03 11 ff ed'],
    ['set RF bytes', '61 ff 50', 'aa aa aa 96 69 00 04 61 ff 50 ca'],
    ['card found', '00 00 9f 00 00 00 00', 'aa aa aa 96 69 00 08 00 00 9f 00 00 00 00 97'],
    ['no card', '00 00 80', 'aa aa aa 96 69 00 04 00 00 80 84'],
  ])('the published frame "%s" is made and read byte for byte', (_name, bodyHex, frameHex) => {
    expect(encodePacket(hex(bodyHex))).toEqual(hex(frameHex));
    expect(createSamFramer().push(hex(frameHex))).toEqual([{ kind: 'packet', bytes: hex(frameHex), body: hex(bodyHex) }]);
  });

  test('any frames with noise between them come out whole and in order, however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(junk, body), { maxLength: 4 }), fc.array(fc.nat(), { maxLength: 12 }), (parts, cuts) => {
        const stream = join(parts.flatMap(([noise, content]) => [noise, encodePacket(content)]));
        const frames = pushCut(stream, cuts);
        expect(bodies(frames)).toEqual(parts.map(([, content]) => content));
        expect(join(frames.map((frame) => frame.bytes))).toEqual(stream);
      }),
      { ...seed, numRuns: 60 },
    );
  });

  test('a frame with a wrong checksum is discarded as such and the next good frame is found', () => {
    fc.assert(
      fc.property(body, body, fc.integer({ min: 1, max: 255 }), (bad, good, flip) => {
        const broken = encodePacket(bad);
        broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ flip;
        const frames = createSamFramer().push(join([broken, encodePacket(good)]));
        expect(frames[0]).toMatchObject({ kind: 'discarded', reason: 'checksum' });
        expect(bodies(frames).at(-1)).toEqual(good);
      }),
      { ...seed, numRuns: 60 },
    );
  });

  test('extra preamble bytes before a frame do not hide it', () => {
    const frame = encodePacket(hex('00 00 90'));
    expect(bodies(createSamFramer().push(join([hex('aa aa'), frame])))).toEqual([hex('00 00 90')]);
  });

  test('a length that cannot be is refused at once instead of being waited for', () => {
    const frames = createSamFramer().push(hex('aa aa aa 96 69 09 0b 00'));
    expect(frames).toMatchObject([{ kind: 'discarded', reason: 'length' }]);
  });

  test('never keeps more than one frame, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 3_000 }), { maxLength: 6 }), (chunks) => {
        const framer = createSamFramer();
        const out = chunks.flatMap((chunk) => [...framer.push(chunk)]).reduce((sum, frame) => sum + frame.bytes.length, 0);
        expect(chunks.reduce((sum, chunk) => sum + chunk.length, 0) - out).toBeLessThanOrEqual(2_321);
      }),
      { ...seed, numRuns: 100 },
    );
  });

  test('refuses to build a frame longer than the longest answer', () => {
    expect(() => encodePacket(new Uint8Array(2_314))).toThrow(RangeError);
  });
});
