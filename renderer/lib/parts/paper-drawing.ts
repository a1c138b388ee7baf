/** Geometry of drawn paper, in dots of a 203 dpi printer: a cell is 12 × 24, a line advances 30. */
import type { PaperLine } from '../../../core/devices/paper.ts';

export const CELL_WIDTH = 12;
export const CELL_HEIGHT = 24;
const LINE_GAP = 6;

type TextLine = Extract<PaperLine, { kind: 'text' }>;

/** Cells a character takes on a GB18030 printer: one for ASCII, two for the rest. */
export const cellsOf = (character: string): number => ((character.codePointAt(0) ?? 0) < 0x80 ? 1 : 2);

/** One character and the middle of its cell, before scaling, from the start of its span. */
export type Glyph = { readonly character: string; readonly x: number; readonly wide: boolean };

/** Places each character of a span in its cells, so that no font's own widths matter. Blanks draw nothing. */
export function glyphsOf(text: string): { readonly glyphs: readonly Glyph[]; readonly cells: number } {
  const glyphs: Glyph[] = [];
  let cells = 0;
  for (const character of text) {
    const width = cellsOf(character);
    if (character.trim() !== '') glyphs.push({ character, x: (cells + width / 2) * CELL_WIDTH, wide: width === 2 });
    cells += width;
  }
  return { glyphs, cells };
}

const textHeight = (line: TextLine): number => CELL_HEIGHT * Math.max(1, ...line.spans.map((span) => span.heightScale)) + LINE_GAP;

/** Height of a line on paper, dots. A cut takes none: it is the torn edge. */
export function heightOf(line: PaperLine): number {
  switch (line.kind) {
    case 'text':
      return textHeight(line);
    case 'qr':
      return line.rows.length * line.moduleDots + LINE_GAP;
    case 'raster':
      return line.height + LINE_GAP;
    case 'rule':
      return CELL_HEIGHT + LINE_GAP;
    case 'feed':
      return line.lines * (CELL_HEIGHT + LINE_GAP);
    case 'cut':
      return 0;
  }
}

/** Each line with its top, and the height of all, dots. */
export function layOut(lines: readonly PaperLine[]): {
  readonly placed: readonly { readonly line: PaperLine; readonly top: number }[];
  readonly height: number;
} {
  let top = 0;
  const placed = lines.map((line) => {
    const place = { line, top };
    top += heightOf(line);
    return place;
  });
  return { placed, height: top };
}

/** Left edge of a block of `width` dots on a strip of `strip` dots. */
export function leftOf(align: 'left' | 'center' | 'right', width: number, strip: number): number {
  if (align === 'left') return 0;
  return align === 'center' ? (strip - width) / 2 : strip - width;
}

/** Path of a QR matrix with modules of `side` dots: one run per row of neighbouring dark modules. */
export function qrPath(rows: readonly string[], side: number): string {
  const runs: string[] = [];
  rows.forEach((row, y) => {
    for (const match of row.matchAll(/1+/g))
      runs.push(`M${match.index * side} ${y * side}h${match[0].length * side}v${side}h${-match[0].length * side}z`);
  });
  return runs.join('');
}

/** Path of a packed raster (MSB left, rows padded to bytes). */
export function rasterPath(bits: string, width: number, height: number): string {
  const bytes = Uint8Array.from(atob(bits), (character) => character.charCodeAt(0));
  const stride = Math.ceil(width / 8);
  const isDark = (x: number, y: number) => ((bytes[y * stride + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
  const runs: string[] = [];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (!isDark(x, y)) continue;
      const start = x;
      while (x < width && isDark(x, y)) x += 1;
      runs.push(`M${start} ${y}h${x - start}v1h${start - x}z`);
    }
  }
  return runs.join('');
}

/** What is written on the paper, for people who do not see it. */
export const spokenPaper = (lines: readonly PaperLine[]): string =>
  lines.flatMap((line) => (line.kind === 'text' ? [line.spans.map((span) => span.text.trim()).join(' ')] : [])).join('，');
