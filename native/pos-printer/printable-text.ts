/**
 * What of a text the paper can show, and how many columns it takes. One ASCII character is one column
 * (Font A, 12 dots), one character of the two-byte Chinese area two (24 dots).
 */

/** Unicode East Asian Width W and F beyond the two-byte area, as first and last code point (Unicode 16, EastAsianWidth.txt, merged). */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe10, 0xfe6f],
  [0xff01, 0xff60],
  [0xffe0, 0xffe6],
  [0x16fe0, 0x18cff],
  [0x1aff0, 0x1b2ff],
  [0x1f004, 0x1f004],
  [0x1f0cf, 0x1f0cf],
  [0x1f18e, 0x1f18e],
  [0x1f191, 0x1f19a],
  [0x1f200, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f7e0, 0x1f7eb],
  [0x1f900, 0x1faff],
  [0x20000, 0x3fffd],
];

/** Replaced because GB18030 keeps the half-width yen sign outside the area printers have glyphs for. */
const SUBSTITUTES: Readonly<Record<string, string>> = { '\u00a0': ' ', '\u00a5': '\uffe5' };

/**
 * Splits a text into the characters that will be printed: normalised (NFC), without controls and invisible
 * format characters, broken surrogates as `?`.
 */
export function printableCharacters(text: string): string[] {
  const characters: string[] = [];
  for (const character of text.toWellFormed().normalize()) {
    if (/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Variation_Selector}/u.test(character)) continue;
    characters.push(character === '\ufffd' ? '?' : (SUBSTITUTES[character] ?? character));
  }
  return characters;
}

/**
 * Columns of one printed character.
 * @param byteLength Its length in GB18030: 1 ASCII, 2 the square glyphs every Chinese model has (also
 * for Greek or box drawing), 4 the rest, which goes by East Asian Width.
 */
export function columnsOf(character: string, byteLength: number): 1 | 2 {
  if (byteLength === 1) return 1;
  if (byteLength === 2) return 2;
  const code = character.codePointAt(0) ?? 0;
  return WIDE.some(([first, last]) => code >= first && code <= last) ? 2 : 1;
}
