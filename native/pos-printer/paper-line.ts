/** What lies on the paper, top to bottom: for the twin's paper, for the preview on screen, for tests. */

export type PaperAlign = 'left' | 'center' | 'right';

/** A run of characters of one style. `column` counts ASCII cells from the left edge of the paper (0 = first). */
export type PaperSpan = {
  readonly text: string;
  readonly column: number;
  readonly bold: boolean;
  readonly underline: boolean;
  readonly invert: boolean;
  /** 1 to 8 times the normal size. */
  readonly widthScale: number;
  readonly heightScale: number;
};

export type PaperLine =
  /** `align` is what the printer was told; the columns of the spans already follow it. No spans: a blank line. */
  | { readonly kind: 'text'; readonly align: PaperAlign; readonly spans: readonly PaperSpan[] }
  | { readonly kind: 'rule'; readonly column: number; readonly columns: number }
  /** `dark` is row after row, 1 = black, size × size modules of `moduleDots` dots (8 dots = 1 mm). */
  | {
      readonly kind: 'qr';
      readonly align: PaperAlign;
      readonly data: string;
      readonly size: number;
      readonly dark: Uint8Array;
      readonly moduleDots: number;
    }
  /** `system` is the code of GS k: 65 UPC-A … 73 CODE128. */
  | { readonly kind: 'barcode'; readonly align: PaperAlign; readonly system: number; readonly data: string; readonly heightDots: number }
  /** `bits`: rows of ceil(width / 8) bytes, most significant bit left, 1 = black. Sizes in dots. */
  | { readonly kind: 'raster'; readonly align: PaperAlign; readonly width: number; readonly height: number; readonly bits: Uint8Array }
  | { readonly kind: 'feed'; readonly lines: number }
  | { readonly kind: 'cut'; readonly partial: boolean };

/** Text of a line as it stands on the paper, gaps as spaces; '' for anything that is not text. Columns as printed. */
export function textOfLine(line: PaperLine): string {
  if (line.kind !== 'text') return '';
  let text = '';
  let column = 0;
  for (const span of line.spans.toSorted((left, right) => left.column - right.column)) {
    text += ' '.repeat(Math.max(0, Math.floor(span.column - column))) + span.text;
    column = span.column + columnsOfSpan(span);
  }
  return text;
}

/** Columns a span takes: every character 1 or 2, times its scale. Wide = what is not ASCII, as on two-byte fonts. */
function columnsOfSpan(span: PaperSpan): number {
  return Array.from(span.text).reduce((sum, character) => sum + (character < '\u0080' ? 1 : 2), 0) * span.widthScale;
}
