import { crc32, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { commands, transform } from 'receiptline';
import { describe, expect, test } from 'vitest';
import { readCommand } from './commands.ts';
import { drawPaper } from './draw-paper.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { escapeMarkup } from './escape-markup.ts';
import { textOfLine } from './paper-line.ts';
import { receiptMarkup, SIXTEEN_ITEMS } from './specimen-receipts.ts';

/** Every command a document may hold; anything else would be a surprise on some firmware. */
const ALLOWED = [
  'ESC @',
  'FS &',
  'ESC $',
  'ESC E',
  'ESC -',
  'FS -',
  'GS B',
  'GS !',
  'FS !',
  'ESC a',
  'GS L',
  'GS W',
  'GS ( k',
  'GS V',
  'ESC d',
];

const itemName = fc.string({ unit: fc.constantFrom(...'套餐费Abc 59元（月）㛃𠮷·—é¥|{}^_"~\\-='), minLength: 1, maxLength: 60 });
const amount = fc.integer({ min: 0, max: 99_999_999 }).map((cents) => (cents / 100).toFixed(2));
const items = fc.array(fc.record({ name: itemName, amount }), { maxLength: 12 });
const columns = fc.constantFrom<48 | 32>(48, 32);

/** The characters a text keeps on paper. */
const inked = (text: string): string => text.normalize().replaceAll('¥', '￥').replace(/\s/g, '');

describe('a receipt of any items', () => {
  test('shows every character of every name, and every amount ending at the last column', () => {
    fc.assert(
      fc.property(items, columns, (list, width) => {
        const lines = drawPaper(encodeReceipt(receiptMarkup(list), { columns: width }), width);
        const rules = lines.flatMap((line, index) => (line.kind === 'rule' ? [index] : []));
        const body = lines.slice((rules[1] ?? 0) + 1, rules[2]);
        const spans = body.flatMap((line) => (line.kind === 'text' ? line.spans : []));
        const amounts = spans.filter((span) => span.column >= width - 10).map((span) => [span.text, span.column + span.text.length]);
        expect(amounts).toEqual(list.map((item) => [item.amount, width]));
        const names = spans.filter((span) => span.column < width - 10).map((span) => span.text);
        expect(inked(names.join(''))).toBe(inked(list.map((item) => item.name).join('')));
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  test('is made of known commands only, never goes back on a line, and is cut once at its end', () => {
    fc.assert(
      fc.property(items, columns, (list, width) => {
        const bytes = encodeReceipt(receiptMarkup(list), { columns: width });
        const names: string[] = [];
        let head = 0;
        for (let offset = 0; offset < bytes.length; ) {
          const command = readCommand(bytes, offset, true);
          if (command === null) throw new Error(`command cut short at ${offset}`);
          offset += command.length;
          if (command.kind === 'control') {
            expect(command.code).toBe(0x0a);
            head = 0;
          }
          if (command.kind !== 'command') continue;
          expect(command.known).toBe(true);
          expect(ALLOWED).toContain(command.name);
          names.push(command.name);
          const [low = 0, high = 0] = command.parameters;
          if (command.name === 'ESC $') {
            expect(low + high * 256).toBeGreaterThan(head);
            head = low + high * 256;
          }
        }
        expect(names.filter((name) => ['ESC @', 'FS &', 'GS V'].includes(name))).toEqual(['ESC @', 'FS &', 'GS V']);
        expect(names.at(-1)).toBe('GS V');
      }),
      { seed: 22, numRuns: 200 },
    );
  });
});

test('a small receipt is exactly these bytes', () => {
  const markup = ['^^^厅', '---', '{width:*,8}', '"费" | 1.50', '{code:A1;option:qrcode,4,m}', '='].join('\n');
  const expected = [
    '1b40', // ESC @: modes to their defaults
    '1c26', // FS &: bytes from 81h on are Chinese
    '1b24a800', // ESC $ 168 dots: column 14, centres four columns on 32
    '1c210c', // FS ! double width and height for Han, for firmware that leaves them out of GS !
    '1d2111', // GS ! double width and height for everything
    'ccfc', // 厅 in GB18030
    '0a',
    '1c2100', // sizes back to normal
    '1d2100',
    'a9a4'.repeat(16), // the rule: 16 times ─, two columns each
    '0a',
    '1b4501', // ESC E on
    'b7d1', // 费
    '1b245001', // ESC $ 336 dots: column 28, the amount ends at column 32
    '1b4500', // ESC E off
    '312e3530', // 1.50
    '0a',
    '1b6101', // ESC a centre, for the code only
    '1d286b040031413200', // GS ( k: QR model 2
    '1d286b0300314304', // module of 4 dots
    '1d286b0300314531', // error level M
    '1d286b0500315030' + '4131', // store "A1"
    '1d286b0300315130', // print it
    '1b6100', // ESC a left
    '1b6403', // three lines past the tear bar of 58 mm units
    '1d564200', // GS V: feed to the knife, partial cut
  ].join('');
  expect(Buffer.from(encodeReceipt(markup, { columns: 32 })).toString('hex')).toBe(expected);
});

test('a 16-item receipt with a code takes a fifth of the bytes of the library’s own command set', () => {
  const markup = receiptMarkup(SIXTEEN_ITEMS);
  const lean = encodeReceipt(markup, { columns: 48 }).length;
  const library = transform(markup, { cpl: 48, encoding: 'gb18030', command: commands.escpos }).length;
  expect({ lean, library }).toEqual({ lean: 839, library: 4309 });
});

describe('layout', () => {
  const draw = (markup: string) => drawPaper(encodeReceipt(markup, { columns: 32 }), 32);

  test('ruled tables have their bars where their joints are', () => {
    const lines = draw('{border:line;width:8,*,8}\n甲|乙|1.00\n---\n丙|丁|2.00\n{border:space}');
    const joints = (text: string) => [...text.matchAll(/[+|]/g)].length;
    expect(lines.slice(0, 5).map(textOfLine).map(joints)).toEqual([4, 4, 4, 4, 4]);
    expect(lines.slice(0, 2).map(textOfLine)).toEqual(['+--------+------------+--------+', '|      甲|     乙     |1.00    |']);
  });

  test('a cut in the document parts it, and none is made twice', () => {
    expect(draw('甲\n=\n乙\n=').map((line) => line.kind)).toEqual(['text', 'feed', 'cut', 'text', 'feed', 'cut']);
    expect(draw('=')).toEqual([]);
  });

  test('a picture goes out in bands of at most 256 rows', () => {
    const png = tallPng(8, 600);
    const heights = draw(`{image:${png}}`).flatMap((line) => (line.kind === 'raster' ? [line.height] : []));
    expect(heights).toEqual([256, 256, 88]);
  });

  test('triple size, underline and inversion reach the paper', () => {
    const [line] = draw('^^^^大^^^^_下_`反`');
    expect(line?.kind === 'text' && line.spans).toEqual([
      { text: '大', column: 11, bold: false, underline: false, invert: false, widthScale: 3, heightScale: 3 },
      { text: '下', column: 17, bold: false, underline: true, invert: false, widthScale: 1, heightScale: 1 },
      { text: '反', column: 19, bold: false, underline: false, invert: true, widthScale: 1, heightScale: 1 },
    ]);
  });

  test('a name of invisible characters leaves the columns alone', () => {
    const [line] = draw(`|${escapeMarkup('王\u200b\u202e五')}|1.00|`);
    expect(line && textOfLine(line)).toContain('王五');
  });
});

/** A black greyscale PNG, base64 (PNG specification 1.2, chunk layout). */
function tallPng(width: number, height: number): string {
  const chunk = (name: string, data: Buffer): Buffer => {
    const body = Buffer.concat([Buffer.from(name, 'latin1'), data]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(data.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  const pixels = deflateSync(Buffer.alloc((width + 1) * height));
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', pixels), chunk('IEND', Buffer.alloc(0))]).toString('base64');
}
