/** The line a printer is composing: characters at dot positions, until something feeds it onto the paper. */
import type { PaperAlign, PaperLine, PaperSpan } from './paper-line.ts';

export const DOTS_PER_COLUMN = 12;
const RULE = /^[─━]+$/;

type PlacedSpan = Omit<PaperSpan, 'column'> & { readonly dots: number; readonly widthDots: number };
export type SpanStyle = Omit<PaperSpan, 'text' | 'column'>;

export type LineBuffer = {
  /** Head position in dots from the left edge of the print area. */
  head: number;
  isEmpty(): boolean;
  place(text: string, style: SpanStyle, widthDots: number): void;
  /** Takes the composed line off; `area` in dots of the paper. The head returns to the left. */
  take(align: PaperAlign, area: { readonly left: number; readonly width: number }): PaperLine;
  clear(): void;
};

/** An empty line. Spans grow while style and position continue. */
export function createLineBuffer(): LineBuffer {
  let spans: PlacedSpan[] = [];
  const buffer: LineBuffer = {
    head: 0,
    isEmpty: () => spans.length === 0,
    place(text, style, widthDots) {
      const last = spans.at(-1);
      if (last !== undefined && last.dots + last.widthDots === buffer.head && sameStyle(last, style)) {
        spans[spans.length - 1] = { ...last, text: last.text + text, widthDots: last.widthDots + widthDots };
      } else {
        spans.push({ ...style, text, dots: buffer.head, widthDots });
      }
      buffer.head += widthDots;
    },
    take(align, area) {
      const end = spans.reduce((most, span) => Math.max(most, span.dots + span.widthDots), 0);
      const slack = Math.max(0, area.width - end);
      const shift = area.left + (align === 'left' ? 0 : align === 'center' ? Math.floor(slack / 2) : slack);
      const taken = spans;
      buffer.clear();
      const [only] = taken;
      if (taken.length === 1 && only !== undefined && RULE.test(only.text)) {
        return { kind: 'rule', column: (only.dots + shift) / DOTS_PER_COLUMN, columns: only.widthDots / DOTS_PER_COLUMN };
      }
      return {
        kind: 'text',
        align,
        spans: taken.map(({ dots, widthDots: _, ...span }) => ({ ...span, column: (dots + shift) / DOTS_PER_COLUMN })),
      };
    },
    clear() {
      spans = [];
      buffer.head = 0;
    },
  };
  return buffer;
}

function sameStyle(left: SpanStyle, right: SpanStyle): boolean {
  return (
    left.bold === right.bold &&
    left.underline === right.underline &&
    left.invert === right.invert &&
    left.widthScale === right.widthScale &&
    left.heightScale === right.heightScale
  );
}
