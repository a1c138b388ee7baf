/** Cash in yuan notes and coins: change, and what can be paid in cash at all. Pure. */

/** Notes and coins of the fifth set in circulation, in fen, largest first (1 and 5 jiao are the smallest handed out). */
export const DENOMINATIONS_FEN = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10] as const;

export type ChangePart = { readonly valueFen: number; readonly count: number };

/**
 * Change in the fewest pieces, largest first: 41.00 → 20+20+1, 63.50 → 50+10+1+1+1+0.5.
 * @param fen A multiple of 10 (cash counts in jiao); a remainder below 10 fen is not given and is the caller's to refuse.
 */
export function changeParts(fen: number): readonly ChangePart[] {
  const parts: ChangePart[] = [];
  let left = fen;
  for (const valueFen of DENOMINATIONS_FEN) {
    const count = Math.floor(left / valueFen);
    if (count > 0) parts.push({ valueFen, count });
    left -= count * valueFen;
  }
  return parts;
}

/** Cash has no fen: amounts paid and received must be whole jiao. */
export function isWholeJiao(fen: number): boolean {
  return fen % 10 === 0;
}
