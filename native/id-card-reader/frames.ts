/**
 * SAM_V frames, the same layer in both directions:
 *
 *   AA AA AA 96 69 | LenHi LenLo | body … | CHK        Len = body + CHK;  CHK = XOR of LenHi … last body byte
 *
 * Source: GA/T 467 host interface as recorded in the device notes, section 1.2.
 */
import type { Framer } from '../link/link.ts';

export const PREAMBLE = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69);
/** Preamble and length field. */
const HEADER_BYTES = 7;
/** Shortest possible Len: command, parameter, checksum. */
const MIN_LENGTH = 3;
/** Longest possible Len: base information with two fingerprints. */
const MAX_LENGTH = 0x090a;

export type SamFrame =
  /** A whole frame with a right checksum; `body` is what stands between length and checksum. */
  | { readonly kind: 'packet'; readonly bytes: Uint8Array; readonly body: Uint8Array }
  /** Bytes that are no frame: line noise, a length that cannot be, a wrong checksum. */
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array; readonly reason: 'noise' | 'length' | 'checksum' };

/** Builds a frame around a body of at most 2313 bytes; throws RangeError beyond. */
export function encodePacket(body: Uint8Array): Uint8Array {
  const length = body.length + 1;
  if (length < MIN_LENGTH || length > MAX_LENGTH) throw new RangeError(`SAM body of ${body.length} bytes`);
  const bytes = new Uint8Array(HEADER_BYTES + length);
  bytes.set(PREAMBLE);
  bytes[5] = length >> 8;
  bytes[6] = length & 0xff;
  bytes.set(body, HEADER_BYTES);
  bytes[bytes.length - 1] = exclusiveOr(bytes.subarray(5, -1));
  return bytes;
}

/**
 * Splits a byte stream into SAM_V frames; after a bad one it drops a byte and looks again, so that a good
 * frame behind it is found. Keeps at most one frame (2321 bytes).
 */
export function createSamFramer(): Framer<SamFrame> {
  let buffer: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  return {
    push(chunk) {
      buffer = concatenate(buffer, chunk);
      const frames: SamFrame[] = [];
      for (;;) {
        const step = nextFrame(buffer);
        if (!step) return frames;
        buffer = buffer.slice(step.bytes.length);
        frames.push(step);
      }
    },
  };
}

/** The frame or rubbish at the start of the buffer; null when more bytes are needed to tell. */
function nextFrame(buffer: Uint8Array): SamFrame | null {
  const noise = preambleStart(buffer, 0);
  if (noise > 0) return { kind: 'discarded', bytes: buffer.slice(0, noise), reason: 'noise' };
  const [high, low] = [buffer[5], buffer[6]];
  if (high === undefined || low === undefined) return null;
  const length = (high << 8) | low;
  if (length < MIN_LENGTH || length > MAX_LENGTH) return discardHead(buffer, 'length');
  const end = HEADER_BYTES + length;
  if (buffer.length < end) return null;
  if (exclusiveOr(buffer.subarray(5, end)) !== 0) return discardHead(buffer, 'checksum');
  return { kind: 'packet', bytes: buffer.slice(0, end), body: buffer.slice(HEADER_BYTES, end - 1) };
}

/** Drops the first byte of a bad frame and all that cannot start another. */
function discardHead(buffer: Uint8Array, reason: 'length' | 'checksum'): SamFrame {
  return { kind: 'discarded', bytes: buffer.slice(0, preambleStart(buffer, 1)), reason };
}

/** Index from `from` on where a preamble, or a beginning of one cut off by the end, stands; the length if nowhere. */
function preambleStart(buffer: Uint8Array, from: number): number {
  for (let start = from; start < buffer.length; start++) {
    const known = Math.min(PREAMBLE.length, buffer.length - start);
    let same = 0;
    while (same < known && buffer[start + same] === PREAMBLE[same]) same++;
    if (same === known) return start;
  }
  return buffer.length;
}

function exclusiveOr(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => sum ^ byte, 0);
}

function concatenate(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const joined = new Uint8Array(head.length + tail.length);
  joined.set(head);
  joined.set(tail, head.length);
  return joined;
}
