/** What the driver says to a printer besides documents. Source: devices.md 2.2, 2.3, 2.5. */
import type { Command } from '../link/link.ts';
import type { ProofKind } from './print-job.ts';
import { PRINTER_TIMING } from './printer-timing.ts';
import type { PrinterAnswer } from './status.ts';

/** GS a 0Fh: report drawer, online state, errors and paper by yourself. */
export const ENABLE_AUTOMATIC_STATUS = Uint8Array.of(0x1d, 0x61, 0x0f);
/** GS r 1: answered when everything before it has been processed. */
export const FENCE = Uint8Array.of(0x1d, 0x72, 0x01);
/** ESC @, line feed, GS V 42h 00: parts what an earlier job may have left from the next customer's paper. */
export const CUT_LEFTOVER = Uint8Array.of(0x1b, 0x40, 0x0a, 0x1d, 0x56, 0x42, 0x00);

/** DLE EOT n: one status byte at once, even when offline. Asking twice does no harm. */
export function askStatus(n: 1 | 2 | 3 | 4): Command<PrinterAnswer, number> {
  return {
    name: `DLE EOT ${n}`,
    bytes: Uint8Array.of(0x10, 0x04, n),
    meaning: 'escpos.status-request',
    match: (answer) => (answer.kind === 'real-time' ? answer.value : undefined),
    timeoutMs: PRINTER_TIMING.statusAnswerMs,
  };
}

/** GS ( H function 48: the unit sends `id` back once everything before it is on paper. `id`: four characters 20h–7Eh. */
export function processIdRequest(id: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...Array.from(id, (character) => character.charCodeAt(0)));
}

/** What follows a document so that the unit proves it printed it. */
export function proofRequest(proof: ProofKind, id: string): Uint8Array {
  switch (proof) {
    case 'process-id':
      return processIdRequest(id);
    case 'fence':
      return FENCE;
    case 'both':
      return Uint8Array.of(...processIdRequest(id), ...FENCE);
  }
}

/** Ids in order from a chance start: letters and digits, 36⁴ jobs until one comes again. */
export function createJobIds(random: () => number): () => string {
  const total = 36 ** 4;
  let next = Math.floor(random() * total);
  return () => {
    next = (next + 1) % total;
    return next.toString(36).toUpperCase().padStart(4, '0');
  };
}
