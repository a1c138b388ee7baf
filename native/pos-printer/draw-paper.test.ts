import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCommand } from './commands.ts';
import { drawPaper } from './draw-paper.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { textOfLine } from './paper-line.ts';
import { planChunks } from './plan-chunks.ts';
import { receiptMarkup, SIXTEEN_ITEMS } from './specimen-receipts.ts';

const hex = (text: string) => Uint8Array.from(Buffer.from(text.replaceAll(' ', ''), 'hex'));
const texts = (bytes: string, columns: 48 | 32 = 32) => drawPaper(hex(bytes), columns).map(textOfLine);

/** Random bytes in which commands are likely. */
const junk = fc.array(
  fc.oneof(fc.constantFrom(0x1b, 0x1d, 0x1c, 0x10, 0x28, 0x6b, 0x76, 0x0a, 0x31, 0x00), fc.integer({ min: 0, max: 255 })),
  {
    maxLength: 400,
  },
);

describe('drawing never fails', () => {
  test('any bytes are drawn, every span begins on the paper', () => {
    fc.assert(
      fc.property(junk, fc.constantFrom<48 | 32>(48, 32), (bytes, columns) => {
        for (const line of drawPaper(Uint8Array.from(bytes), columns)) {
          const begins = line.kind === 'text' ? line.spans.map((span) => span.column) : [];
          expect(begins.every((column) => column >= 0 && column < columns)).toBe(true);
        }
      }),
      { seed: 30, numRuns: 2_000 },
    );
  });

  test('reading always moves on and never past the end', () => {
    fc.assert(
      fc.property(junk, fc.boolean(), (bytes, chinese) => {
        const all = Uint8Array.from(bytes);
        for (let offset = 0; ; ) {
          const command = readCommand(all, offset, chinese);
          if (command === null) return;
          expect(command.length).toBeGreaterThan(0);
          offset += command.length;
          expect(offset).toBeLessThanOrEqual(all.length);
        }
      }),
      { seed: 31, numRuns: 2_000 },
    );
  });
});

describe('what a printer would do', () => {
  test('a long line wraps where the paper ends, a wide character as a whole', () => {
    expect(texts(`${'61'.repeat(31)} b0a1 0a`)).toEqual(['a'.repeat(31), '啊']);
    expect(texts(`${'61'.repeat(33)} 0a`)).toEqual(['a'.repeat(32), 'a']);
  });

  test('alignment by the printer shows in the columns', () => {
    expect(texts('1b6101 6162 0a 1b6102 6162 0a')).toEqual([`${' '.repeat(15)}ab`, `${' '.repeat(30)}ab`]);
  });

  test('margins, area and tabs move text', () => {
    expect(texts('1d4c3000 61 09 62 0a')).toEqual(['    a       b']);
    expect(texts('1d573000 6162636465 0a')).toEqual(['abcd', 'e']);
  });

  test('outside Chinese mode a high byte is one unknown character, and ESC @ brings Chinese back', () => {
    expect(texts('1c2e b0a1 0a 1b40 b0a1 0a')).toEqual(['??', '啊']);
  });

  test('four-byte characters are read as one, wide or narrow', () => {
    expect(texts('9534b235 8230b731 81308a39 41 0a')).toEqual(['𠮷㛃ñA']);
  });

  test('unknown commands, real-time requests and a command cut short leave no trace', () => {
    expect(texts('1b07 100401 1d28480600303041424344 61 0a 1d7630')).toEqual(['a']);
  });

  test('a line without its line feed stays in the printer', () => {
    expect(drawPaper(hex('6162'), 32)).toEqual([]);
  });

  test('feeds and both kinds of cut are told apart', () => {
    expect(drawPaper(hex('61 1b6403 1d5600 1d564200 1d5601'), 32)).toMatchObject([
      { kind: 'text' },
      { kind: 'feed', lines: 2 },
      { kind: 'cut', partial: false },
      { kind: 'cut', partial: true },
      { kind: 'cut', partial: true },
    ]);
  });

  test('pictures keep their bits, codes of more data than fits print nothing', () => {
    expect(drawPaper(hex('1d763000 0100 0200 81 7e'), 32)).toEqual([
      { kind: 'raster', align: 'left', width: 8, height: 2, bits: hex('817e') },
    ]);
    const store = `1d286b ${'b90b'} 315030 ${'61'.repeat(2998)}`;
    expect(drawPaper(hex(`${store} 1d286b0300315130`), 32)).toEqual([]);
  });

  test('bar codes show what a scanner would read', () => {
    expect(drawPaper(hex('1d6b49 07 7b43 0c22384e 5a'), 32)).toMatchObject([{ kind: 'barcode', system: 73, data: '1234567890' }]);
    expect(drawPaper(hex('1d6b04 414200'), 32)).toMatchObject([{ kind: 'barcode', system: 69, data: 'AB' }]);
  });
});

describe('chunks of a document', () => {
  test('are small, lose nothing, and end between commands wherever sending may stop', () => {
    const raster = Uint8Array.of(0x1d, 0x76, 0x30, 0, 48, 0, 64, 0, ...new Uint8Array(48 * 64).fill(0x10));
    const document = Uint8Array.of(...encodeReceipt(receiptMarkup(SIXTEEN_ITEMS), { columns: 48 }), ...raster, 0x0a);
    const chunks = planChunks(document);
    expect(chunks.every((chunk) => chunk.bytes.length <= 512 && chunk.bytes.length > 0)).toBe(true);
    expect(Uint8Array.from(chunks.flatMap((chunk) => [...chunk.bytes]))).toEqual(document);
    let sent = new Uint8Array();
    for (const chunk of chunks) {
      sent = Uint8Array.of(...sent, ...chunk.bytes);
      if (chunk.pausable) expect(endsBetweenCommands(sent)).toBe(true);
    }
    expect(chunks.filter((chunk) => !chunk.pausable).length).toBeGreaterThan(4);
  });
});

function endsBetweenCommands(bytes: Uint8Array): boolean {
  let offset = 0;
  for (let command = readCommand(bytes, 0, true); command !== null; command = readCommand(bytes, offset, true)) offset += command.length;
  return offset === bytes.length;
}
