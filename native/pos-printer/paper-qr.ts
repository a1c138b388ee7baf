/** The QR symbol storage of a printer: set size and level, store data, print (GS ( k, functions 43h 45h 50h 51h). */
import { create } from 'qrcode';
import type { PaperAlign, PaperLine } from './paper-line.ts';

const LEVELS = ['L', 'M', 'Q', 'H'] as const;
const QR_SYMBOLS = 0x31;

export type QrStore = {
  /** @param print Receives the symbol when the call prints one; null where the data does not fit a QR code. */
  apply(parameters: Uint8Array, align: PaperAlign, print: (line: PaperLine | null) => void): void;
};

/** Storage as after power-up: 3 dots a module, level L, empty. */
export function createQrStore(): QrStore {
  let moduleDots = 3;
  let level: (typeof LEVELS)[number] = 'L';
  let stored = new Uint8Array();
  return {
    apply(parameters, align, print) {
      const [family, code, n = 0] = parameters;
      if (family !== QR_SYMBOLS) return;
      if (code === 0x43) moduleDots = Math.max(1, Math.min(16, n));
      if (code === 0x45) level = LEVELS[n - 0x30] ?? level;
      if (code === 0x50) stored = parameters.slice(3);
      if (code === 0x51) print(draw(stored, level, moduleDots, align));
    },
  };
}

function draw(stored: Uint8Array, level: (typeof LEVELS)[number], moduleDots: number, align: PaperAlign): PaperLine | null {
  if (stored.length === 0) return null;
  try {
    const { modules } = create([{ data: stored, mode: 'byte' }], { errorCorrectionLevel: level });
    const data = new TextDecoder().decode(stored);
    return { kind: 'qr', align, data, size: modules.size, dark: Uint8Array.from(modules.data), moduleDots };
  } catch {
    // More data than version 40 holds: a printer prints nothing.
    return null;
  }
}
