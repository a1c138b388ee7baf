/**
 * The part of Modbus RTU that a button panel needs: reading discrete inputs (function 02).
 *
 *   request   ADDR 02 | first input (2) | count (2) | CRC lo hi
 *   answer    ADDR 02 | n | n bytes, input 0 = bit 0 of the first | CRC lo hi
 *   refusal   ADDR 82 | exception code | CRC lo hi
 *
 * CRC-16: polynomial A001h, start FFFFh, low byte first. Source: device notes, section 3.3; Modbus application protocol 6.2.
 */
import type { Framer } from '../link/link.ts';
import { createScanFramer, type FrameLength } from '../link/scan-framer.ts';

const READ_INPUTS = 0x02;
const REFUSED_READ_INPUTS = 0x82;
const REQUEST_BYTES = 8;
const REFUSAL_BYTES = 5;

/** Which inputs are read: bus address, first input, how many. */
export type InputRange = { readonly address: number; readonly first: number; readonly count: number };

export type PanelFrame =
  /** State of the inputs, first to last. */
  | { readonly kind: 'inputs'; readonly bytes: Uint8Array; readonly inputs: readonly boolean[] }
  | { readonly kind: 'refusal'; readonly bytes: Uint8Array; readonly exception: number }
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array };

export type PanelRequestFrame = { readonly kind: 'request' | 'discarded'; readonly bytes: Uint8Array };

/** CRC-16 of Modbus. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return crc;
}

export function encodeReadInputs({ address, first, count }: InputRange): Uint8Array {
  return withCrc([address, READ_INPUTS, first >> 8, first & 0xff, count >> 8, count & 0xff]);
}

/** The panel's answer; used by the twin. */
export function encodeInputs(address: number, inputs: readonly boolean[]): Uint8Array {
  const packed = Array.from({ length: Math.ceil(inputs.length / 8) }, (_, byte) =>
    inputs.slice(byte * 8, byte * 8 + 8).reduce((bits, isOn, bit) => (isOn ? bits | (1 << bit) : bits), 0),
  );
  return withCrc([address, READ_INPUTS, packed.length, ...packed]);
}

/** Frames that come from the panel. Knows the length of its answers from the range that is read, and keeps less than one. */
export function createPanelFramer(range: InputRange): Framer<PanelFrame> {
  const dataBytes = Math.ceil(range.count / 8);
  return createScanFramer<PanelFrame>({
    lengthAt(buffer) {
      const [address, code, third] = buffer;
      if (address !== range.address) return 'wrong';
      if (code === undefined) return 'more';
      if (code === REFUSED_READ_INPUTS) return checked(buffer, REFUSAL_BYTES);
      if (code !== READ_INPUTS || (third ?? dataBytes) !== dataBytes) return 'wrong';
      return checked(buffer, 3 + dataBytes + 2);
    },
    toFrame(bytes) {
      if (bytes[1] === REFUSED_READ_INPUTS) return { kind: 'refusal', bytes, exception: bytes[2] ?? 0 };
      const inputs = Array.from({ length: range.count }, (_, input) => (((bytes[3 + (input >> 3)] ?? 0) >> (input & 7)) & 1) === 1);
      return { kind: 'inputs', bytes, inputs };
    },
    toDiscarded: (bytes) => ({ kind: 'discarded', bytes }),
  });
}

/** Frames that come to the panel; used by the twin. */
export function createPanelRequestFramer(address: number): Framer<PanelRequestFrame> {
  return createScanFramer<PanelRequestFrame>({
    lengthAt: (buffer) => (buffer[0] === address && (buffer[1] ?? READ_INPUTS) === READ_INPUTS ? checked(buffer, REQUEST_BYTES) : 'wrong'),
    toFrame: (bytes) => ({ kind: 'request', bytes }),
    toDiscarded: (bytes) => ({ kind: 'discarded', bytes }),
  });
}

function checked(buffer: Uint8Array, length: number): FrameLength {
  if (buffer.length < length) return 'more';
  const crc = crc16(buffer.subarray(0, length - 2));
  return buffer[length - 2] === (crc & 0xff) && buffer[length - 1] === crc >> 8 ? length : 'wrong';
}

function withCrc(content: readonly number[]): Uint8Array {
  const crc = crc16(Uint8Array.from(content));
  return Uint8Array.of(...content, crc & 0xff, crc >> 8);
}
