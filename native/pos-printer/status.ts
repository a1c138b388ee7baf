/**
 * What a printer says, told apart byte by byte. All kinds may come mixed and cut anywhere:
 *
 *   0**1**10  one byte   real-time answer to DLE EOT n (which n is known only by what was asked)
 *   0**1**00  four bytes automatic status (GS a), the next three of the form 0**0****
 *   0**0****  one byte   answer to a queued request (GS r), where no group is open
 *   37 22 d1 d2 d3 d4 00 process id (GS ( H)
 *   11 / 13              XON / XOFF, anywhere, also inside the groups above
 *
 * A group that does not continue as it must loses ONE byte and the rest is read anew. Source: devices.md 2.3.
 */
import type { Framer } from '../link/link.ts';

export type PrinterAnswer = { readonly bytes: Uint8Array } & (
  | { readonly kind: 'real-time'; readonly value: number }
  | { readonly kind: 'automatic'; readonly status: readonly [number, number, number, number] }
  | { readonly kind: 'queued'; readonly value: number }
  /** `id`: the four characters of the GS ( H request. */
  | { readonly kind: 'process-id'; readonly id: string }
  | { readonly kind: 'flow'; readonly ready: boolean }
  | { readonly kind: 'discarded' }
);

const XON = 0x11;
const XOFF = 0x13;
const isRealTime = (byte: number): boolean => (byte & 0x93) === 0x12;
const isGroupStart = (byte: number): boolean => (byte & 0x93) === 0x10;
const isPlain = (byte: number): boolean => (byte & 0x90) === 0x00;
const isPrintable = (byte: number): boolean => byte >= 0x20 && byte <= 0x7e;

/** A reader for one connection: holds back at most six bytes of an unfinished group. */
export function createStatusFramer(): Framer<PrinterAnswer> {
  let pending: number[] = [];
  return {
    push(chunk) {
      const answers: PrinterAnswer[] = [];
      for (const byte of chunk) {
        if (byte === XON || byte === XOFF) {
          answers.push({ kind: 'flow', ready: byte === XON, bytes: Uint8Array.of(byte) });
          continue;
        }
        pending.push(byte);
        for (let answer = take(pending); answer !== null; answer = take(pending)) {
          pending = pending.slice(answer.bytes.length);
          answers.push(answer);
        }
      }
      return answers;
    },
  };
}

/** The answer the bytes begin with; null while they may still become one. */
function take(bytes: readonly number[]): PrinterAnswer | null {
  const [first] = bytes;
  if (first === undefined) return null;
  const raw = (length: number): Uint8Array => Uint8Array.from(bytes.slice(0, length));
  if (isRealTime(first)) return { kind: 'real-time', value: first, bytes: raw(1) };
  if (isPlain(first)) return { kind: 'queued', value: first, bytes: raw(1) };
  const rules = isGroupStart(first) ? GROUP : first === 0x37 ? PROCESS_ID : null;
  if (rules === null || bytes.some((byte, index) => rules[index]?.(byte) === false)) return { kind: 'discarded', bytes: raw(1) };
  if (bytes.length < rules.length) return null;
  if (rules === PROCESS_ID) return { kind: 'process-id', id: String.fromCharCode(...bytes.slice(2, 6)), bytes: raw(7) };
  const [, second = 0, third = 0, fourth = 0] = bytes;
  return { kind: 'automatic', status: [first, second, third, fourth], bytes: raw(4) };
}

const GROUP = [isGroupStart, isPlain, isPlain, isPlain];
const PROCESS_ID = [
  (byte: number) => byte === 0x37,
  (byte: number) => byte === 0x22,
  isPrintable,
  isPrintable,
  isPrintable,
  isPrintable,
  (byte: number) => byte === 0,
];

/** Message-catalogue key of an answer. */
export function meaningOfAnswer(answer: PrinterAnswer): string | null {
  switch (answer.kind) {
    case 'real-time':
      return 'escpos.status';
    case 'automatic':
      return 'escpos.automatic-status';
    case 'queued':
      return 'escpos.queued-status';
    case 'process-id':
      return 'escpos.process-id';
    case 'flow':
      return answer.ready ? 'escpos.ready' : 'escpos.hold-off';
    case 'discarded':
      return 'escpos.discarded';
  }
}
