import { escapeMarkup } from '../../native/pos-printer/escape-markup.ts';

/** Markup of a title twice as wide and high; only as high where the paper is too narrow for it. Pure. */
export function largeTitle(text: string, columns: number): string {
  // Han take two columns; twice as wide, four. Latin names are shorter than reckoned, never longer.
  const isNarrow = Array.from(text).length * 4 > columns;
  return `${isNarrow ? '^^' : '^^^'}${escapeMarkup(text)}`;
}
