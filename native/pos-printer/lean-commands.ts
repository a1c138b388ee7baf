/**
 * The command set receiptline drives: nothing is sent twice, nothing is sent that the paper does not show.
 *
 * receiptline announces position and style before every text; here they are only remembered, and `text` sends what
 * differs from what the printer already has. Positions go out as ESC $ in dots, so columns stand
 * whatever width a firmware gives a rare character.
 *
 * A 16-item, 48-column receipt with a QR code takes 839 bytes this way and 4309 by receiptline's own `escpos` set
 * (kept true by encode-receipt.test.ts).
 */
import iconv from 'iconv-lite';
import { commands } from 'receiptline';
import { columnsOf, printableCharacters } from './printable-text.ts';

const DOTS_PER_COLUMN = 12;
/** Drawer pulse 50 ms on, 500 ms off on pin 2: ESC p 0 19h FAh. */
const KICK_DRAWER = '\x1bp\x00\x19\xfa';
/** Feed to the knife, cut partially: GS V 42h 00, understood by every model met. */
const CUT = '\x1dVB\x00';
/** Three lines clear the tear bar of a 58 mm unit, which mostly has no knife and ignores the cut. */
const FEED_TO_TEAR_BAR = '\x1bd\x03';
/** QR error levels of GS ( k function 45h. */
const QR_LEVELS = { l: 0x30, m: 0x31, q: 0x32, h: 0x33 } as const;

/** Raster bands stay within 256 rows, so that a stop in mid-image costs little (devices.md 2.6). */
const raster = { ...commands.generic, split: 256 };

type Style = {
  readonly underline: boolean;
  readonly bold: boolean;
  readonly invert: boolean;
  readonly width: number;
  readonly height: number;
};
const PLAIN: Style = { underline: false, bold: false, invert: false, width: 1, height: 1 };

type Symbol2d = { readonly data: string; readonly cell: number; readonly level: keyof typeof QR_LEVELS };

const byte = (...codes: number[]): string => String.fromCharCode(...codes);
const word = (value: number): string => byte(value & 255, (value >> 8) & 255);
const encodeCharacter = (character: string): string => iconv.encode(character, 'gb18030').toString('latin1');

/** A fresh set for one document: it carries that document's state. All strings it returns are bytes as Latin-1. */
export function createLeanCommands(columns: 48 | 32): typeof commands.generic {
  let wanted = PLAIN;
  let sent = PLAIN;
  /** Size bits FS ! was last told. */
  let sentHan = 0;
  let area: { readonly left: number; readonly width: number } = { left: 0, width: columns };
  /** Column the next text belongs to, and the one the printer's head stands at. */
  let target = 0;
  let head = 0;
  let align = 0;
  /** Columns of this line's vertical rules not sent yet, left to right. */
  let bars: number[] = [];
  let barHeight = 1;
  /** Whether the paper carries anything since the last cut. */
  let inked = false;

  const moveTo = (column: number): string => {
    if (column === head) return '';
    head = column;
    return `\x1b$${word(column * DOTS_PER_COLUMN)}`;
  };
  const restyle = (style: Style): string => {
    let result = '';
    if (style.bold !== sent.bold) result += `\x1bE${byte(Number(style.bold))}`;
    if (style.invert !== sent.invert) result += `\x1dB${byte(Number(style.invert))}`;
    if (style.underline !== sent.underline) result += `\x1b-${byte(Number(style.underline))}\x1c-${byte(Number(style.underline))}`;
    if (style.width !== sent.width || style.height !== sent.height) {
      // Some Chinese firmware leaves Han characters out of GS !, so FS ! says it too, where it has a word: up to
      // double. It goes first because on other firmware the later of the two decides.
      const han = style.width > 2 || style.height > 2 ? 0 : (style.width > 1 ? 0x04 : 0) | (style.height > 1 ? 0x08 : 0);
      if (han !== sentHan) result += `\x1c!${byte(han | (style.underline ? 0x80 : 0))}`;
      sentHan = han;
      result += `\x1d!${byte(((style.width - 1) << 4) | (style.height - 1))}`;
    }
    sent = style;
    return result;
  };
  /** Vertical rules still to come on this line, left of `column`: sent in their turn, so the head only moves forward. */
  const printBars = (column: number): string => {
    let result = '';
    while (bars[0] !== undefined && bars[0] < column) {
      result += `${moveTo(bars.shift() ?? 0)}${restyle({ ...PLAIN, height: barHeight })}|`;
      head += 1;
    }
    return result;
  };
  const print = (text: string): string => {
    const position = printBars(target) + moveTo(target);
    const style = restyle(wanted);
    let bytes = '';
    for (const character of printableCharacters(text)) {
      const encoded = encodeCharacter(character);
      head += columnsOf(character, encoded.length) * wanted.width;
      bytes += encoded;
    }
    target = head;
    inked = true;
    return position + style + bytes;
  };
  const plainly = (text: string): string => {
    wanted = PLAIN;
    return print(text);
  };
  const feedLine = (): string => {
    const rest = printBars(columns);
    head = 0;
    inked = true;
    return `${rest}\n`;
  };
  /** A graphic of its own lines, in the current area and alignment, which are put back afterwards. */
  const graphic = (bytes: string): string => {
    if (bytes === '') return '';
    inked = true;
    head = 0;
    const whole = area.width === columns;
    const before = whole ? '' : `\x1dL${word(area.left * DOTS_PER_COLUMN)}\x1dW${word(area.width * DOTS_PER_COLUMN)}`;
    const after = whole ? '' : `\x1dL${word(0)}\x1dW${word(columns * DOTS_PER_COLUMN)}`;
    return align === 0 ? before + bytes + after : `${before}\x1ba${byte(align)}${bytes}\x1ba${byte(0)}${after}`;
  };
  const cut = (): string => {
    if (!inked) return '';
    inked = false;
    return columns === 32 ? FEED_TO_TEAR_BAR + CUT : CUT;
  };
  const between = (widths: readonly number[], fill: string, joint: string): string =>
    joint + widths.map((width) => fill.repeat(width) + joint).join('');

  return {
    ...commands.generic,
    measureText: (text: string) =>
      printableCharacters(text).reduce((sum, character) => sum + columnsOf(character, encodeCharacter(character).length), 0),
    arrayFrom: (text: string) => printableCharacters(text),
    /** ESC @ resets modes; FS & says once that what follows is Chinese. */
    open: () => '\x1b@\x1c&',
    close: cut,
    area(left: number, width: number) {
      area = { left, width };
      target = left;
      return '';
    },
    align(value: number) {
      align = value;
      return '';
    },
    absolute(position: number) {
      target = area.left + position;
      return '';
    },
    relative(position: number) {
      // Centring leaves half columns; whole ones keep the paper on the grid the preview draws.
      target += Math.floor(position);
      return '';
    },
    normal() {
      wanted = PLAIN;
      return '';
    },
    ul() {
      wanted = { ...wanted, underline: true };
      return '';
    },
    em() {
      wanted = { ...wanted, bold: true };
      return '';
    },
    iv() {
      wanted = { ...wanted, invert: true };
      return '';
    },
    wh(carets: number) {
      const [width, height] = carets < 3 ? [carets === 1 ? 2 : 1, carets === 2 ? 2 : 1] : [carets - 1, carets - 1];
      wanted = { ...wanted, width, height };
      return '';
    },
    text(text: string) {
      // Blank cells are paper left white, unless underline or inversion would show them.
      if (/^ *$/.test(text) && !wanted.underline && !wanted.invert) {
        target += text.length * wanted.width;
        return '';
      }
      return print(text);
    },
    lf: feedLine,
    cut,
    hr: (width: number) => plainly('─'.repeat(width >> 1)),
    vrstart: (widths: number[]) => plainly(between(widths, '-', '+')),
    vrstop: (widths: number[]) => plainly(between(widths, '-', '+')),
    vrhr(before: number[], after: number[], left: number, right: number) {
      const upper = ' '.repeat(Math.max(-left, 0)) + between(before, '-', '+') + ' '.repeat(Math.max(right, 0));
      const lower = ' '.repeat(Math.max(left, 0)) + between(after, '-', '+') + ' '.repeat(Math.max(-right, 0));
      return plainly(
        Array.from(upper, (mark, index) => (mark === '+' || lower[index] === '+' ? '+' : mark === ' ' ? (lower[index] ?? ' ') : mark)).join(
          '',
        ),
      );
    },
    vr(widths: number[], height: number) {
      let column = target;
      bars = [column, ...widths.map((width) => (column += width + 1))];
      barHeight = height;
      return '';
    },
    vrlf: feedLine,
    /** Only by name: markup must not be a way to send raw bytes. */
    command: (name: string) => (name === 'drawer' ? KICK_DRAWER : ''),
    image: (image: string) => graphic(raster.image(image)),
    qrcode: (symbol: Symbol2d) => graphic(encodeQr(symbol)),
    barcode: (symbol: Parameters<typeof commands.generic.barcode>[0]) => graphic(commands.generic.barcode(symbol, 'gb18030')),
  };
}

/** QR code drawn by the printer: model 2, module size in dots, error level, store, print. Data is UTF-8. */
function encodeQr({ data, cell, level }: Symbol2d): string {
  if (data === '') return '';
  const stored = Buffer.from(data, 'utf8').toString('latin1');
  const call = (code: number, parameters: string): string => `\x1d(k${word(parameters.length + 2)}1${byte(code)}${parameters}`;
  return call(0x41, '2\x00') + call(0x43, byte(cell)) + call(0x45, byte(QR_LEVELS[level])) + call(0x50, `0${stored}`) + call(0x51, '0');
}
