/**
 * Wrong passwords for names nobody has: counted and locked like an account's, so that the answers tell nobody which names
 * exist. In memory and bounded: a restart forgets them, and of many names the one tried longest ago goes first.
 */
import { type Attempts, afterWrongPassword, type LockoutRule } from './lockout.ts';

/** Names kept at most; who wants one forgotten must first try this many others. */
const NAMES_KEPT = 10_000;
const NONE: Attempts = { wrongPasswords: 0, lockedUntil: null };

export type Strangers = ReturnType<typeof createStrangers>;

export function createStrangers(rule: LockoutRule, namesKept: number = NAMES_KEPT) {
  const tried = new Map<string, Attempts>();
  return {
    /** The attempts at a name so far. */
    attempts: (name: string): Attempts => tried.get(name) ?? NONE,
    /** Counts one more wrong password at `now` (epoch ms); answers with the attempts after it. */
    count(name: string, now: number): Attempts {
      const attempts = afterWrongPassword(tried.get(name) ?? NONE, rule, now);
      // Written anew, a name moves to the end of the map's order.
      tried.delete(name);
      tried.set(name, attempts);
      const oldest = tried.keys().next();
      if (tried.size > namesKept && !oldest.done) tried.delete(oldest.value);
      return attempts;
    },
  };
}
