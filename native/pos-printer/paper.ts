/** A roll of paper under a print head: applies commands one by one and keeps what got printed. */

import type { PrinterCommand } from './commands.ts';
import { createLineBuffer, DOTS_PER_COLUMN } from './line-buffer.ts';
import { type BarcodeSettings, DEFAULT_BARCODE, readBarcode } from './paper-barcode.ts';
import type { PaperAlign, PaperLine } from './paper-line.ts';
import { createQrStore } from './paper-qr.ts';
import { columnsOf } from './printable-text.ts';
import { INITIAL_STYLE, restyle } from './text-style.ts';

/** Dots of one line feed at the default line spacing (1/6 inch at 203 dpi). */
const LINE_DOTS = 30;
const TAB_COLUMNS = 8;
const ALIGNS: readonly PaperAlign[] = ['left', 'center', 'right'];

export type Paper = {
  readonly lines: PaperLine[];
  /** Whether bytes from 81h on are Chinese; readCommand asks. Chinese models power up with it on. */
  isChinese(): boolean;
  apply(command: PrinterCommand): void;
};

/** Fresh paper of 48 or 32 columns, printer as after power-up. Unknown commands leave no trace. */
export function createPaper(columns: 48 | 32): Paper {
  const paperDots = columns * DOTS_PER_COLUMN;
  const decoder = new TextDecoder('gb18030');
  const lines: PaperLine[] = [];
  const buffer = createLineBuffer();
  const qr = createQrStore();
  let style = INITIAL_STYLE;
  let chinese = true;
  let align: PaperAlign = 'left';
  let area = { left: 0, width: paperDots };
  let barcode: BarcodeSettings = DEFAULT_BARCODE;

  const feedLine = (): void => void lines.push(buffer.take(align, area));
  const finishLine = (): void => {
    if (!buffer.isEmpty()) feedLine();
  };
  const place = (bytes: Uint8Array): void => {
    const [first = 0] = bytes;
    if (first === 0x7f) return;
    const decoded = first < 0x7f ? String.fromCharCode(first) : chinese && bytes.length > 1 ? decoder.decode(bytes) : '?';
    const text = decoded.includes('\ufffd') ? '?' : decoded;
    const character = bytes.length === 1 ? style.ascii : style.han;
    const widthDots = columnsOf(text, bytes.length) * DOTS_PER_COLUMN * character.widthScale;
    if (buffer.head > 0 && buffer.head + widthDots > area.width) feedLine();
    buffer.place(text, { ...character, bold: style.bold, invert: style.invert }, widthDots);
  };
  const control = (code: number): void => {
    if (code === 0x0a) feedLine();
    if (code === 0x0d) return;
    if (code === 0x18) buffer.clear();
    if (code === 0x09) {
      const next = (Math.floor(buffer.head / DOTS_PER_COLUMN / TAB_COLUMNS) + 1) * TAB_COLUMNS * DOTS_PER_COLUMN;
      if (next < area.width) buffer.head = next;
    }
  };
  const reset = (): void => {
    style = INITIAL_STYLE;
    chinese = true;
    align = 'left';
    area = { left: 0, width: paperDots };
    barcode = DEFAULT_BARCODE;
    buffer.clear();
  };
  const feed = (feedLines: number): void => {
    const rest = buffer.isEmpty() ? feedLines : feedLines - 1;
    finishLine();
    if (rest > 0) lines.push({ kind: 'feed', lines: rest });
  };
  const moveHead = (dots: number): void => {
    if (dots >= 0 && dots < area.width) buffer.head = dots;
  };
  const graphic = (line: PaperLine | null): void => {
    finishLine();
    if (line !== null) lines.push(line);
  };
  const run = (name: string, parameters: Uint8Array): void => {
    const [n = 0, high = 0] = parameters;
    const value = n + high * 256;
    switch (name) {
      case 'ESC @':
        reset();
        break;
      case 'FS &':
      case 'FS .':
        chinese = name === 'FS &';
        break;
      case 'ESC a':
        // Only at the start of a line, as manuals say.
        if (buffer.isEmpty()) align = ALIGNS[n % 0x30] ?? align;
        break;
      case 'ESC $':
        moveHead(value);
        break;
      case 'ESC \\':
        moveHead(buffer.head + (value > 0x7fff ? value - 0x10000 : value));
        break;
      case 'GS L':
        if (buffer.isEmpty()) area = { left: Math.min(value, paperDots - 1), width: Math.max(1, Math.min(area.width, paperDots - value)) };
        break;
      case 'GS W':
        if (buffer.isEmpty()) area = { left: area.left, width: Math.max(1, Math.min(value, paperDots - area.left)) };
        break;
      case 'ESC d':
        feed(n);
        break;
      case 'ESC J':
        feed(n / LINE_DOTS);
        break;
      case 'GS V':
        finishLine();
        lines.push({ kind: 'cut', partial: (n & 1) === (n === 0x41 || n === 0x42 ? 0 : 1) });
        break;
      case 'ESC i':
      case 'ESC m':
        finishLine();
        lines.push({ kind: 'cut', partial: true });
        break;
      case 'GS ( k':
        qr.apply(parameters, align, graphic);
        break;
      case 'GS v':
        graphic(readRaster(parameters, align));
        break;
      case 'GS h':
        barcode = { ...barcode, heightDots: n };
        break;
      case 'GS k':
        graphic(readBarcode(parameters, barcode, align));
        break;
      default:
        style = restyle(style, name, n);
    }
  };

  return {
    lines,
    isChinese: () => chinese,
    apply(command) {
      if (command.kind === 'character') place(command.bytes);
      else if (command.kind === 'control') control(command.code);
      else if (command.known) run(command.name, command.parameters);
    },
  };
}

/** GS v 0 m xL xH yL yH data: x bytes per row, y rows. */
function readRaster(parameters: Uint8Array, align: PaperAlign): PaperLine | null {
  const view = new DataView(parameters.buffer, parameters.byteOffset, parameters.byteLength);
  if (parameters.length < 6) return null;
  const rowBytes = view.getUint16(2, true);
  const height = view.getUint16(4, true);
  if (rowBytes === 0 || height === 0) return null;
  return { kind: 'raster', align, width: rowBytes * 8, height, bits: parameters.slice(6) };
}
