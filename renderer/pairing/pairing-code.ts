/** The code that pairs a console, as it is typed and as it is shown. Pure. */

/** Digits of a code (core/session/pairing.ts makes them). */
export const CODE_DIGITS = 6;

/** The digits of what was typed; spaces, hyphens and full-width digits are taken, other signs left in. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').replaceAll(/[\s\-‐–—]/g, '');

export type CodeProblem = { readonly kind: 'digits-only' } | { readonly kind: 'missing' | 'surplus'; readonly count: number };

/** What is wrong with a typed code; null = it is a whole one. */
export function codeProblem(typed: string): CodeProblem | null {
  const code = plainCode(typed);
  if (!/^\d*$/.test(code)) return { kind: 'digits-only' };
  if (code.length < CODE_DIGITS) return { kind: 'missing', count: CODE_DIGITS - code.length };
  return code.length > CODE_DIGITS ? { kind: 'surplus', count: code.length - CODE_DIGITS } : null;
}

/** In two halves, as people read it out: `048213` → `048 213`. */
export const spacedCode = (code: string): string => `${code.slice(0, CODE_DIGITS / 2)} ${code.slice(CODE_DIGITS / 2)}`;
