import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawPaper, type PaperLine } from '../../native/pos-printer/draw-paper.ts';
import { encodeReceipt } from '../../native/pos-printer/encode-receipt.ts';
import { textOfLine } from '../../native/pos-printer/paper-line.ts';
import { type ReceiptFacts, receiptMarkup } from './receipt.ts';

const store = { operator: '江州通信', name: '滨河路营业厅', code: 'H0231', hotline: '400-000-0231' };
const facts: ReceiptFacts = {
  serial: '2026031000482',
  stamp: '2026-03-10 10:24',
  counter: 3,
  clerk: 'clerk1',
  maskedName: '李**',
  maskedNumber: '138****6721',
  amountFen: 2360,
  receivedFen: 100_00,
  changeFen: 76_40,
  balanceAfterFen: -118_75,
  copy: 0,
};

/** The paper that comes out, from the bytes. */
const paper = (changes: Partial<ReceiptFacts> = {}, of = store) =>
  drawPaper(encodeReceipt(receiptMarkup({ ...facts, ...changes }, of), { columns: 48 }), 48);
const textOf = (lines: readonly PaperLine[]) => lines.map(textOfLine).join('\n');
const kinds = (lines: readonly PaperLine[]) => lines.map((line) => line.kind).filter((kind) => kind !== 'text' && kind !== 'feed');

test('the receipt has everything it must: hall, serial, time, clerk, masked customer, amounts in figures and capitals', () => {
  const text = textOf(paper());
  for (const part of ['江州通信', '滨河路营业厅 H0231', '2026031000482', '2026-03-10 10:24', '3号窗口', 'clerk1', '李**', '138****6721']) {
    expect(text).toContain(part);
  }
  for (const part of ['23.60', '￥23.60', '贰拾叁元陆角整', '实收100.00', '找零76.40', '-118.75', '400-000-0231'])
    expect(text).toContain(part);
  expect(text).not.toContain('补打');
});

test('its QR code holds the serial', () => {
  expect(paper().filter((line) => line.kind === 'qr')).toMatchObject([{ data: '2026031000482' }]);
});

test('a copy is marked 补打 with its count, and is otherwise the same paper', () => {
  const original = paper().map(textOfLine);
  const copy = paper({ copy: 2 }).map(textOfLine);
  expect(copy.filter((line) => line.includes('补打'))).toHaveLength(1);
  expect(copy.find((line) => line.includes('补打'))).toContain('第2次');
  expect(copy.filter((line) => !line.includes('补打'))).toEqual(original);
});

test('a preview has neither serial nor QR code', () => {
  const lines = paper({ serial: null });
  expect(textOf(lines)).toContain('收费后生成');
  expect(kinds(lines)).not.toContain('qr');
});

test('a store without a hotline prints no empty line for it', () => {
  expect(textOf(paper({}, { ...store, hotline: '' }))).not.toContain('服务热线');
});

const HOSTILE = [
  '{code:9; qrcode,8}',
  '|left|right|',
  '=\n=',
  '^^^^BIG^^^^',
  '{command:drawer}',
  '~\\n"_`-{w:2}',
  '\\x7c',
  '-',
  '{image:AAAA}',
];

test.each(HOSTILE)('a person called %j gets an ordinary receipt with that name on it', (name) => {
  const lines = paper({ maskedName: name });
  expect(kinds(lines)).toEqual(kinds(paper()));
  const printed = textOf(lines).replaceAll(/\s/g, '');
  expect(printed).toContain(name.replaceAll(/\s/g, ''));
  expect(printed).toContain('￥23.60');
});

test('whatever anybody is called, nothing is cut, drawn or printed large because of it', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc
      .array(fc.constantFrom('{', '}', '|', '^', '"', '_', '`', '~', '=', '-', ';', ':', '\\', '\n', 'x7c', 'code', '李'), {
        maxLength: 20,
      })
      .map((parts) => parts.join('')),
  );
  const plain = paper();
  const wide = (lines: readonly PaperLine[]) =>
    lines.flatMap((line) => (line.kind === 'text' ? line.spans : [])).filter((span) => span.widthScale > 1 || span.heightScale > 1);
  fc.assert(
    fc.property(hostile, hostile, (maskedName, clerk) => {
      const lines = paper({ maskedName, clerk });
      expect(kinds(lines)).toEqual(kinds(plain));
      expect(wide(lines)).toEqual(wide(plain));
      expect(textOf(lines)).toContain('贰拾叁元陆角整');
    }),
    { numRuns: 300 },
  );
});
