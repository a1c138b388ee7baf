/** The modes of a printer that change how characters look. Plain data in, plain data out. */

/** ASCII and Han characters are styled apart: ESC - and ESC ! mean the first, FS ! and FS - the second, GS ! both. */
export type CharacterStyle = { readonly underline: boolean; readonly widthScale: number; readonly heightScale: number };
export type TextStyle = { readonly ascii: CharacterStyle; readonly han: CharacterStyle; readonly bold: boolean; readonly invert: boolean };

const NORMAL: CharacterStyle = { underline: false, widthScale: 1, heightScale: 1 };
/** After ESC @. */
export const INITIAL_STYLE: TextStyle = { ascii: NORMAL, han: NORMAL, bold: false, invert: false };

/** The style after a command; the same object when the command is not about style. `n` is the first parameter byte. */
export function restyle(style: TextStyle, name: string, n: number): TextStyle {
  // Manuals let a client send the digit '1' or the byte 1 for an on/off mode.
  const on = (n & 1) === 1;
  switch (name) {
    case 'ESC E':
    case 'ESC G':
      return { ...style, bold: on };
    case 'GS B':
      return { ...style, invert: on };
    case 'ESC -':
      return { ...style, ascii: { ...style.ascii, underline: (n & 3) > 0 } };
    case 'FS -':
      return { ...style, han: { ...style.han, underline: (n & 3) > 0 } };
    case 'ESC !':
      return { ...style, bold: (n & 0x08) > 0, ascii: modeOf(n, 0x20, 0x10) };
    case 'FS !':
      return { ...style, han: modeOf(n, 0x04, 0x08) };
    case 'FS W':
      return { ...style, han: { ...style.han, widthScale: on ? 2 : 1, heightScale: on ? 2 : 1 } };
    case 'GS !': {
      const scale = { widthScale: ((n >> 4) & 7) + 1, heightScale: (n & 7) + 1 };
      return { ...style, ascii: { ...style.ascii, ...scale }, han: { ...style.han, ...scale } };
    }
    default:
      return style;
  }
}

function modeOf(n: number, wide: number, high: number): CharacterStyle {
  return { underline: (n & 0x80) > 0, widthScale: (n & wide) > 0 ? 2 : 1, heightScale: (n & high) > 0 ? 2 : 1 };
}
