/**
 * The FF 68 bus of callers and evaluators (9600 8N1), the same layer in both directions:
 *
 *   FF 68 | L | L | 68 | ADDR | CMD | DATA … | SUM | 16      L = ADDR + CMD + DATA;  SUM = their sum mod 256
 *
 * Source: device notes, section 3.2.
 */
import type { Framer } from '../link/link.ts';
import { createScanFramer, type FrameLength } from '../link/scan-framer.ts';
import type { RatingValue } from '../registry/device.ts';

/** Shortest and longest L: address and command alone; address, command and six digits of a display. */
const MIN_LENGTH = 2;
const MAX_LENGTH = 8;
/** Bytes around ADDR CMD DATA. */
const HEAD_BYTES = 5;
const TAIL_BYTES = 2;

export type BusFrame =
  | { readonly kind: 'message'; readonly bytes: Uint8Array; readonly address: number; readonly command: number; readonly data: Uint8Array }
  | { readonly kind: 'discarded'; readonly bytes: Uint8Array };

export const BUS_COMMAND = { Key: 0x01, Result: 0x11 } as const;
/** Key code that starts an evaluation. */
const EVALUATE = 0x0b;

/** Evaluator values, worst to best. Source: the one deployed system known (device notes 3.2). */
const RATINGS: readonly RatingValue[] = ['dissatisfied', 'average', 'satisfied', 'very-satisfied'];

/** The meaning of a raw evaluator value; null for one that no pad should send. */
export function ratingOf(raw: number): RatingValue | null {
  return RATINGS[raw] ?? null;
}

/** The raw value of a meaning, for the twin. */
export function rawRating(value: RatingValue): number {
  return RATINGS.indexOf(value);
}

/** Builds a frame; throws RangeError for more than six data bytes. */
export function encodeMessage(address: number, command: number, data: readonly number[]): Uint8Array {
  const content = [address, command, ...data];
  if (content.length > MAX_LENGTH) throw new RangeError(`${data.length} data bytes`);
  return Uint8Array.of(0xff, 0x68, content.length, content.length, 0x68, ...content, sum(content), 0x16);
}

/** Asks the customer; the pad acknowledges with the identical frame. */
export function encodeStart(address: number): Uint8Array {
  return encodeMessage(address, BUS_COMMAND.Key, [EVALUATE]);
}

/** The pad's report of a pressed key, answered by `encodeResultReceipt`. */
export function encodeResult(address: number, raw: number): Uint8Array {
  return encodeMessage(address, BUS_COMMAND.Result, [raw]);
}

/** Acknowledges a result: the same frame with command 01. */
export function encodeResultReceipt(address: number, raw: number): Uint8Array {
  return encodeMessage(address, BUS_COMMAND.Key, [raw]);
}

/** True for the frame that starts an evaluation and for its echo. */
export function isStart(frame: BusFrame, address: number): boolean {
  return isMessage(frame, address, BUS_COMMAND.Key) && frame.data[0] === EVALUATE;
}

/** True for a message of this address with this command and one data byte. */
export function isMessage(frame: BusFrame, address: number, command: number): frame is Extract<BusFrame, { kind: 'message' }> {
  return frame.kind === 'message' && frame.address === address && frame.command === command && frame.data.length === 1;
}

/** Message-catalogue key of a frame that came in from the pad. */
export function meaningOfBusFrame(frame: BusFrame): string | null {
  if (frame.kind === 'discarded') return 'ff68.discarded';
  if (frame.command === BUS_COMMAND.Result) return 'ff68.result';
  return frame.data.at(-1) === EVALUATE ? 'ff68.evaluation-started' : 'ff68.key';
}

/** Splits a byte stream into bus frames; keeps less than one frame (15 bytes). */
export function createBusFramer(): Framer<BusFrame> {
  return createScanFramer<BusFrame>({ lengthAt, toFrame: toMessage, toDiscarded: (bytes) => ({ kind: 'discarded', bytes }) });
}

function lengthAt(buffer: Uint8Array): FrameLength {
  const [start, first68, length, again, second68] = buffer;
  if (start !== 0xff || (first68 ?? 0x68) !== 0x68) return 'wrong';
  if (length === undefined) return 'more';
  if (length < MIN_LENGTH || length > MAX_LENGTH || (again ?? length) !== length || (second68 ?? 0x68) !== 0x68) return 'wrong';
  const end = HEAD_BYTES + length + TAIL_BYTES;
  if (buffer.length < end) return 'more';
  return buffer[end - 2] === sum(buffer.subarray(HEAD_BYTES, end - TAIL_BYTES)) && buffer[end - 1] === 0x16 ? end : 'wrong';
}

function toMessage(bytes: Uint8Array): BusFrame {
  const [address = 0, command = 0] = bytes.subarray(HEAD_BYTES);
  return { kind: 'message', bytes, address, command, data: bytes.slice(HEAD_BYTES + 2, -TAIL_BYTES) };
}

function sum(content: Iterable<number>): number {
  let total = 0;
  for (const byte of content) total += byte;
  return total & 0xff;
}
