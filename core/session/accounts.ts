/** Accounts of the store's people: made, given a new password, switched off. */
import type { AccountRow, PeopleStatements } from '../../db/people.ts';
import type { Ids } from '../ids.ts';
import type { Actor, CommandContext, Journal } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { AccountView } from './accounts-contract.ts';
import type { LiveSessions } from './live-sessions.ts';
import { hashPassword, passwordFingerprint } from './passwords.ts';
import type { Role } from './permissions.ts';

type NewAccount = { readonly account: string; readonly name: string; readonly role: Role; readonly password: string };
type AccountChange = { readonly account: string; readonly password?: string | undefined; readonly disabled?: boolean | undefined };

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts(options: {
  readonly people: PeopleStatements;
  readonly journal: Journal;
  readonly live: LiveSessions;
  readonly ids: Ids;
  /** Ends an account's sessions, but for one, within the command that switches it off or gives it another password. */
  readonly endSessions: (context: CommandContext, accountId: string, why: string, except?: string) => void;
}) {
  const { people, journal, live, ids, endSessions } = options;

  return {
    list: (): AccountView[] => people.accounts().map(toView),

    /** Throws `accounts/name-taken`. The command's record knows the password by its fingerprint alone. */
    async create(input: NewAccount & { readonly commandId?: string }, actor: Actor): Promise<AccountView> {
      const passwordHash = await hashPassword(input.password);
      const asked = { ...input, password: await fingerprintOf(input) };
      await journal.run({ id: input.commandId, type: 'accounts.create', actor, input: asked }, (context) => {
        if (people.accountNamed(input.account)) throw new Refused('accounts/name-taken', `There is an account ${input.account}`);
        const { account, name, role } = input;
        const id = ids.next();
        people.insertAccount(context.tx, {
          id,
          account,
          name,
          role,
          passwordHash,
          disabled: 0,
          wrongPasswords: 0,
          lockedUntil: null,
          createdAt: context.now,
        });
        context.append({ type: 'account.created', subject: `account/${id}`, data: { account, name, role } });
        return null;
      });
      return this.find(input.account);
    },

    /**
     * Sets a new password (and unlocks), or switches an account off or on. Either a new password or switching off ends the
     * account's live sessions, the screens it opened included; `session`, from which it was asked, stays after a new password.
     * Throws `accounts/unknown` · `accounts/own-account` (nobody switches themselves off).
     */
    async change(input: AccountChange & { readonly commandId: string }, actor: Actor, session?: string): Promise<AccountView> {
      const passwordHash = input.password === undefined ? undefined : await hashPassword(input.password);
      const asked = { ...input, password: await fingerprintOf(input) };
      await journal.run({ id: input.commandId, type: 'accounts.change', actor, input: asked }, (context) => {
        const row = people.accountNamed(input.account);
        if (!row) throw new Refused('accounts/unknown', `There is no account ${input.account}`);
        if (input.disabled === true && row.id === actor.account)
          throw new Refused('accounts/own-account', 'Nobody switches themselves off');
        if (passwordHash !== undefined) {
          people.setPassword(context.tx, row.id, passwordHash);
          context.append({ type: 'account.password-set', subject: `account/${row.id}`, data: {} });
          endSessions(context, row.id, 'the password was changed', session);
        }
        if (input.disabled !== undefined) {
          people.setDisabled(context.tx, row.id, input.disabled);
          if (input.disabled) endSessions(context, row.id, 'the account was switched off');
          context.append({ type: input.disabled ? 'account.disabled' : 'account.enabled', subject: `account/${row.id}`, data: {} });
        }
        return null;
      });
      live.forget();
      return this.find(input.account);
    },

    find(account: string): AccountView {
      const row = people.accountNamed(account);
      if (!row) throw new Refused('accounts/unknown', `There is no account ${account}`);
      return toView(row);
    },
  };
}

async function fingerprintOf(input: { readonly commandId?: string; readonly password?: string | undefined }): Promise<string | null> {
  if (input.commandId === undefined || input.password === undefined) return null;
  return passwordFingerprint(input.password, input.commandId);
}

function toView(row: AccountRow): AccountView {
  const { account, name, disabled, lockedUntil } = row;
  // The role column is written from ROLES only.
  return {
    account,
    name,
    role: row.role as Role,
    disabled: disabled === 1,
    lockedUntil: lockedUntil === null ? null : new Date(lockedUntil).toISOString(),
  };
}
