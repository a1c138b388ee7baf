/** What a customer is likely to hand over. Pure. */

/** Amounts people round up to, fen: the next ten, fifty, hundred yuan. */
const ROUNDINGS_FEN = [1_000, 5_000, 10_000] as const;

/**
 * Likely cash for an amount, ascending, without the exact one: 59.00 → 60, 100; 23.60 → 30, 50, 100.
 * @param amountFen Due, fen, > 0.
 */
export function likelyTenders(amountFen: number): readonly number[] {
  const rounded = ROUNDINGS_FEN.map((step) => Math.ceil(amountFen / step) * step);
  return [...new Set(rounded)].filter((fen) => fen > amountFen).toSorted((a, b) => a - b);
}

/** The least cash that clears a debt: up to the next jiao, because cash has no fen. */
export const cashForDebt = (debtFen: number): number => Math.ceil(debtFen / 10) * 10;
