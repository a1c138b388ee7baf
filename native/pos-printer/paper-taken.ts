/** How far the roll turns: what a simulated roll has to give for what was printed. */
import type { PaperLine } from './paper-line.ts';

/** Dots of one line feed at the default line spacing (1/6 inch at 203 dpi). */
const LINE_DOTS = 30;
/** From print head to knife, lines. */
const CUT_FEED_LINES = 4;

/** Lines of paper these take together, rounded up. */
export function paperTaken(lines: readonly PaperLine[]): number {
  return Math.ceil(lines.reduce((sum, line) => sum + linesOf(line), 0));
}

function linesOf(line: PaperLine): number {
  switch (line.kind) {
    case 'text':
      return line.spans.reduce((most, span) => Math.max(most, span.heightScale), 1);
    case 'rule':
      return 1;
    case 'qr':
      return (line.size * line.moduleDots) / LINE_DOTS;
    case 'barcode':
      return line.heightDots / LINE_DOTS;
    case 'raster':
      return line.height / LINE_DOTS;
    case 'feed':
      return line.lines;
    case 'cut':
      return CUT_FEED_LINES;
  }
}
