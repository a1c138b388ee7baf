/** A mobile number as typed or pasted, checked digit by digit. */

export const PHONE_LENGTH = 11;

/** The digits of what was typed, full-width ones included. */
export const digitsOf = (typed: string): string => typed.normalize('NFKC').replace(/\D/g, '');

export type NumberProblem = { readonly kind: 'short' | 'long'; readonly by: number } | { readonly kind: 'prefix' };

/** What is wrong with a mobile number of mainland China; null when it may exist. */
export function numberProblem(digits: string): NumberProblem | null {
  if (digits.length > PHONE_LENGTH) return { kind: 'long', by: digits.length - PHONE_LENGTH };
  if (digits.length > 1 && !/^1[3-9]/.test(digits)) return { kind: 'prefix' };
  return digits.length < PHONE_LENGTH ? { kind: 'short', by: PHONE_LENGTH - digits.length } : null;
}
