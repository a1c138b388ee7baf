/**
 * A frame of an ID-card reader taken apart for the screen, from the hex the trace carries:
 *
 *   AA AA AA 96 69 | Len (2) | command, parameter | data … | CHK        out
 *   AA AA AA 96 69 | Len (2) | SW1 SW2 | SW3 | data … | CHK              in
 *
 * Len counts from behind itself to CHK; CHK = XOR of Len … last byte before it. Source: device notes, section 1.2.
 */
import type { Trace } from '../../core/devices/bench-contract.ts';

const PREAMBLE = 'AA AA AA 96 69';
/** Preamble and length. */
const HEADER_BYTES = 7;

export type SamField = {
  readonly part: 'preamble' | 'length' | 'command' | 'card-status' | 'result' | 'data' | 'checksum';
  /** As shown, `…` where the trace cut it; empty when nothing of it was kept. */
  readonly hex: string;
  /** True length, bytes. */
  readonly bytes: number;
};

export type SamFrameFields = {
  readonly fields: readonly SamField[];
  /** `unseen` when the trace cut the frame before its end. */
  readonly checksum: 'right' | 'wrong' | 'unseen';
};

/** Takes a traced frame apart; null when it is no whole SAM frame. */
export function decodeSamFrame({ hex, length, direction }: Pick<Trace, 'hex' | 'length' | 'direction'>): SamFrameFields | null {
  if (!hex.startsWith(PREAMBLE)) return null;
  const isCut = hex.endsWith('…');
  const shown = hex.split(' ').filter((byte) => byte !== '…');
  const said = Number.parseInt(`${shown[5] ?? ''}${shown[6] ?? ''}`, 16);
  const head = direction === 'out' ? 2 : 3;
  if (!(said > head) || length !== HEADER_BYTES + said || (!isCut && shown.length !== length)) return null;

  const field = (part: SamField['part'], start: number, end: number): SamField => {
    const kept = shown.slice(start, end);
    const isShort = kept.length < end - start;
    return { part, hex: isShort && kept.length > 0 ? `${kept.join(' ')} …` : kept.join(' '), bytes: end - start };
  };
  const data = HEADER_BYTES + head;
  const fields = [
    field('preamble', 0, 5),
    field('length', 5, HEADER_BYTES),
    ...(direction === 'out'
      ? [field('command', HEADER_BYTES, data)]
      : [field('card-status', HEADER_BYTES, data - 1), field('result', data - 1, data)]),
    ...(length - 1 > data ? [field('data', data, length - 1)] : []),
    field('checksum', length - 1, length),
  ];
  return { fields, checksum: isCut ? 'unseen' : exclusiveOr(shown.slice(5)) === 0 ? 'right' : 'wrong' };
}

const exclusiveOr = (bytes: readonly string[]): number => bytes.reduce((sum, byte) => sum ^ Number.parseInt(byte, 16), 0);
