import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawPaper } from './draw-paper.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { escapeMarkup } from './escape-markup.ts';
import { type PaperLine, textOfLine } from './paper-line.ts';

/** Characters of markup and the ones that turn into it, mixed with ordinary text. */
const nasty = fc.string({
  unit: fc.constantFrom(...'\\|{}~_"`^-=;:n x5c7 张三A', '\u1fef', '\u037e', '\u0301', '\u0338', '\r', '\n', '\u2028', '\u0000'),
  maxLength: 30,
});

/** What paper can show of a text: controls as spaces, marks that follow markup characters left out. */
const printable = (text: string): string =>
  drawn(`<${escapeMarkup(text)}>`)
    .trim()
    .slice(1, -1);

function drawn(markup: string): string {
  return drawPaper(encodeReceipt(markup, { columns: 48 }), 48)
    .map(textOfLine)
    .join('');
}

function plainLines(lines: readonly PaperLine[]): boolean {
  return lines.every(
    (line) =>
      line.kind === 'cut' ||
      (line.kind === 'text' &&
        line.spans.every((span) => !span.bold && !span.underline && !span.invert && span.widthScale + span.heightScale === 2)),
  );
}

test('no data becomes a column, a decoration, a rule, a code or a second cut', () => {
  fc.assert(
    fc.property(nasty, (text) => {
      const lines = drawPaper(encodeReceipt(`<${escapeMarkup(text)}>`, { columns: 48 }), 48);
      expect(plainLines(lines)).toBe(true);
      expect(lines).toHaveLength(2);
      expect(lines[1]).toEqual({ kind: 'cut', partial: true });
    }),
    { seed: 20, numRuns: 500 },
  );
});

test('data prints as it is written, special characters and all', () => {
  expect(printable('a|b{c:1;o:qrcode}~_"`^^^\\n\\x41===')).toBe('a|b{c:1;o:qrcode}~_"`^^^\\n\\x41===');
  expect(printable('------')).toBe('------');
});

test('outer spaces do not decide the alignment', () => {
  const [line] = drawPaper(encodeReceipt(`${escapeMarkup('  王五 ')} | 1.00`, { columns: 32 }), 32);
  expect(line && textOfLine(line)).toBe(`  王五${' '.repeat(22)}1.00`);
});

test('a code carries its data exactly, semicolons included', () => {
  const data = 'https://h.example/?a=1;b={2}|"3"~^_`\\';
  const lines = drawPaper(encodeReceipt(`{code:${escapeMarkup(data)};option:qrcode,4,m}`, { columns: 48 }), 48);
  expect(lines[0]).toMatchObject({ kind: 'qr', data });
});

test('markup cannot send raw bytes, except to open the drawer by name', () => {
  const raw = (markup: string) => Buffer.from(encodeReceipt(markup, { columns: 48 })).toString('hex');
  expect(raw('{command:\\x10\\x05\\x02}')).toBe('1b401c26');
  expect(raw('{command:drawer}')).toBe('1b401c261b700019fa');
});
