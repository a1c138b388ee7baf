/** The list of accounts: what state each is in, in which order they stand, which of them are shown. Pure. */
import type { AccountView } from '../../core/session/accounts-contract.ts';
import { ROLES } from '../../core/session/permissions.ts';

/** `locked` = too many wrong passwords, for a while; `off` = switched off by a person. */
export type AccountStanding = 'active' | 'locked' | 'off';

/** Standing at an instant, epoch ms: a lock that ran out is none. */
export function standingOf(account: AccountView, now: number): AccountStanding {
  if (account.disabled) return 'off';
  return account.lockedUntil !== null && new Date(account.lockedUntil).getTime() > now ? 'locked' : 'active';
}

/** By role, then by account; a change of state moves nobody. */
export const inOrder = (accounts: readonly AccountView[]): readonly AccountView[] =>
  accounts.toSorted((one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role) || one.account.localeCompare(other.account, 'en'));

export type Shown = 'all' | AccountStanding;

/** Accounts of one standing, or all. */
export const ofStanding = (accounts: readonly AccountView[], shown: Shown, now: number): readonly AccountView[] =>
  shown === 'all' ? accounts : accounts.filter((account) => standingOf(account, now) === shown);

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().trim();

/** Accounts whose account, name or role word holds what is sought; all for nothing sought. */
export function matching(
  accounts: readonly AccountView[],
  sought: string,
  roleWord: (role: AccountView['role']) => string,
): readonly AccountView[] {
  const wanted = plain(sought);
  return accounts.filter(({ account, name, role }) => [account, name, roleWord(role)].some((text) => plain(text).includes(wanted)));
}

/**
 * The account `by` rows further down (negative = up), stopping at the ends. From one that is not in the list: the first.
 * @returns null for an empty list.
 */
export function stepFrom(accounts: readonly AccountView[], account: string | null, by: number): string | null {
  const at = accounts.findIndex((one) => one.account === account);
  const next = at < 0 ? 0 : Math.min(Math.max(at + by, 0), accounts.length - 1);
  return accounts[next]?.account ?? null;
}

/** The list with an account changed, or added at its place. */
export const withAccount = (accounts: readonly AccountView[], changed: AccountView): readonly AccountView[] =>
  inOrder([...accounts.filter((one) => one.account !== changed.account), changed]);
