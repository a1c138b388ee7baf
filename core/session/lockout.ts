/** When wrong passwords lock an account. Pure. */

export type Attempts = { readonly wrongPasswords: number; readonly lockedUntil: number | null };
export type LockoutRule = { readonly limit: number; readonly lockMs: number };

/** Epoch ms until which the account is locked, or null. */
export function lockedUntil(attempts: Attempts, now: number): number | null {
  return attempts.lockedUntil !== null && attempts.lockedUntil > now ? attempts.lockedUntil : null;
}

/** The attempts after one more wrong password: the limit-th one locks and starts the count anew. */
export function afterWrongPassword(attempts: Attempts, rule: LockoutRule, now: number): Attempts {
  const wrongPasswords = attempts.wrongPasswords + 1;
  return wrongPasswords >= rule.limit ? { wrongPasswords: 0, lockedUntil: now + rule.lockMs } : { wrongPasswords, lockedUntil: null };
}
