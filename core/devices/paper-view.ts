/** Paper of native/ as it crosses the border. Pure. */

import { type PaperLine as DrawnLine, drawPaper } from '../../native/pos-printer/draw-paper.ts';
import { encodeReceipt } from '../../native/pos-printer/encode-receipt.ts';
import type { Paper, PaperLine } from './paper.ts';

/** Draws markup by way of the bytes that would be printed. */
export function drawMarkup(markup: string, columns: 48 | 32): Paper {
  return toPaper(drawPaper(encodeReceipt(markup, { columns }), columns), columns);
}

export function toPaper(lines: readonly DrawnLine[], columns: number): Paper {
  return { columns, lines: lines.map(toLine) };
}

function toLine(line: DrawnLine): PaperLine {
  switch (line.kind) {
    case 'text':
      return { kind: 'text', spans: line.spans.map((span) => ({ ...span, column: Math.floor(span.column) })) };
    case 'qr':
      return { kind: 'qr', align: line.align, data: line.data, rows: moduleRows(line.dark, line.size), moduleDots: line.moduleDots };
    case 'raster': {
      const { align, width, height } = line;
      return { kind: 'raster', align, width, height, bits: Buffer.from(line.bits).toString('base64') };
    }
    case 'barcode':
      // No document of ours has one; its data is shown so that a foreign job is not drawn as nothing.
      return {
        kind: 'text',
        spans: [{ text: line.data, column: 0, bold: false, underline: false, invert: false, widthScale: 1, heightScale: 1 }],
      };
    case 'rule':
      return { kind: 'rule', column: line.column, columns: line.columns };
    case 'feed':
      return { kind: 'feed', lines: line.lines };
    case 'cut':
      return { kind: 'cut' };
  }
}

function moduleRows(dark: Uint8Array, size: number): string[] {
  return Array.from({ length: size }, (_, row) =>
    Array.from(dark.subarray(row * size, (row + 1) * size), (bit) => (bit ? '1' : '0')).join(''),
  );
}
