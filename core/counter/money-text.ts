/** Fen as text and back, digit by digit: no floating point touches money. Pure. */

/** 2360 → 23.60, -5 → -0.05 */
export function yuanText(fen: number): string {
  const absolute = Math.abs(fen);
  const text = `${Math.floor(absolute / 100)}.${String(absolute % 100).padStart(2, '0')}`;
  return fen < 0 ? `-${text}` : text;
}

/** 23.6 → 2360; null for anything that is not a plain amount with at most two decimals. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
