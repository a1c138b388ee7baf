/**
 * The paper that comes out for given bytes. The preview on screen, the twin's paper and the tests are all this
 * one interpretation of the very bytes that go to the printer, so none of them can show something else.
 */
import { readCommand } from './commands.ts';
import { createPaper } from './paper.ts';
import type { PaperLine } from './paper-line.ts';

export type { PaperAlign, PaperLine, PaperSpan } from './paper-line.ts';

/**
 * Draws a document. Any bytes will do: what a printer would ignore leaves no trace, a command cut short at
 * the end prints nothing, a line without its line feed stays in the printer as it would.
 * @param columns ASCII characters per line of the paper: 48 (80 mm) or 32 (58 mm).
 */
export function drawPaper(bytes: Uint8Array, columns: 48 | 32): PaperLine[] {
  const paper = createPaper(columns);
  for (let offset = 0; ; ) {
    const command = readCommand(bytes, offset, paper.isChinese());
    if (command === null) return paper.lines;
    paper.apply(command);
    offset += command.length;
  }
}
