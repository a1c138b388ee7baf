/**
 * Whether a password is somebody's. The answer is the same, and as dear, for a name nobody has: the hash of a decoy is
 * checked, the wrong try is counted and locks, and a command of the same shape is written.
 */
import type { AccountRow, PeopleStatements } from '../../db/people.ts';
import { type Actor, type CommandContext, type Journal, SYSTEM } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import { afterWrongPassword, type LockoutRule, lockedUntil } from './lockout.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { createStrangers } from './strangers.ts';

/** That a password was right for an account as it was then; `confirm` it inside the command that relies on it. */
export type Proof = { readonly accountId: string; readonly passwordHash: string };

type Verdict =
  | { readonly kind: 'right'; readonly proof: Proof }
  | { readonly kind: 'disabled' }
  | { readonly kind: 'wrong'; readonly left: number }
  | { readonly kind: 'locked'; readonly until: number };

export type Authenticator = ReturnType<typeof createAuthenticator>;

export function createAuthenticator(options: { readonly people: PeopleStatements; readonly journal: Journal; readonly rule: LockoutRule }) {
  const { people, journal, rule } = options;
  const strangers = createStrangers(rule);
  // Checking a stranger's password must take as long as checking a real one.
  const decoy = hashPassword('no such account');

  /** States a wrong try; the name tried is on no disk unless it is an account's, for people type passwords there. */
  function refuse(context: CommandContext, subject: string, attempts: ReturnType<typeof afterWrongPassword>): Verdict {
    const type = attempts.lockedUntil === null ? 'account.password-refused' : 'account.locked';
    context.append({ type, subject, data: attempts });
    if (attempts.lockedUntil !== null) return { kind: 'locked', until: attempts.lockedUntil };
    return { kind: 'wrong', left: rule.limit - attempts.wrongPasswords };
  }

  function judgeStranger(context: CommandContext, name: string): Verdict {
    const until = lockedUntil(strangers.attempts(name), context.now);
    if (until !== null) return { kind: 'locked', until };
    return refuse(context, 'account/unknown', strangers.count(name, context.now));
  }

  function judge(context: CommandContext, found: AccountRow, right: boolean): Verdict {
    const account = people.account(found.id) ?? found;
    const until = lockedUntil(account, context.now);
    if (until !== null) return { kind: 'locked', until };
    if (!right) {
      const attempts = afterWrongPassword(account, rule, context.now);
      people.setAttempts(context.tx, account.id, attempts.wrongPasswords, attempts.lockedUntil);
      return refuse(context, `account/${account.id}`, attempts);
    }
    if (account.wrongPasswords > 0 || account.lockedUntil !== null) people.setAttempts(context.tx, account.id, 0, null);
    return account.disabled ? { kind: 'disabled' } : { kind: 'right', proof: { accountId: found.id, passwordHash: found.passwordHash } };
  }

  return {
    /**
     * Throws unless the password is right; counts and locks when it is not.
     * @throws Refused `session/wrong-password` {attemptsLeft} · `session/account-locked` {lockedUntil} · `session/account-disabled`
     */
    async authenticate(name: string, password: string, station: string): Promise<Proof> {
      const found = people.accountNamed(name);
      const right = await verifyPassword(found?.passwordHash ?? (await decoy), password);
      const actor: Actor = { account: found?.id ?? SYSTEM.account, station };
      const verdict = await journal.run({ type: 'session.authenticate', actor }, (context) =>
        found ? judge(context, found, right) : judgeStranger(context, name),
      );
      switch (verdict.kind) {
        case 'locked':
          throw new Refused('session/account-locked', 'Too many wrong passwords', { lockedUntil: new Date(verdict.until).toISOString() });
        case 'wrong':
          throw new Refused('session/wrong-password', 'No such account, or not its password', { attemptsLeft: verdict.left });
        case 'disabled':
          throw new Refused('session/account-disabled', 'The account is disabled');
        case 'right':
          return verdict.proof;
      }
    },

    /**
     * The account of a proof, read anew inside a command: between the check and the command it may have been switched off
     * or given another password. @throws Refused `session/account-disabled` · `session/wrong-password`
     */
    confirm(proof: Proof): AccountRow {
      const account = people.account(proof.accountId);
      if (!account || account.passwordHash !== proof.passwordHash)
        throw new Refused('session/wrong-password', 'The password was changed in this moment');
      if (account.disabled) throw new Refused('session/account-disabled', 'The account is disabled');
      return account;
    },
  };
}
