/** Accounts in words and shapes. */

import { PASSWORD_LENGTH } from '../../core/session/account-rules.ts';
import type { AccountView } from '../../core/session/accounts-contract.ts';
import { permissionsOf, type Role } from '../../core/session/permissions.ts';
import { clockMinute } from '../lib/format.ts';
import { m } from '../lib/messages/messages.js';
import { placesFor } from '../lib/parts/places.ts';
import type { ShapeName } from '../lib/parts/shapes.ts';
import type { PasswordProblems } from './account-draft.ts';
import { type AccountStanding, standingOf } from './account-list.ts';

const SHAPES: Readonly<Record<AccountStanding, ShapeName>> = { active: 'ok', locked: 'warn', off: 'closed' };

/** Shape and word of an account's state at `now`, epoch ms. */
export function standingWords(account: AccountView, now: number, timeZone: string): { readonly state: ShapeName; readonly word: string } {
  const standing = standingOf(account, now);
  return { state: SHAPES[standing], word: wordOf(standing, account.lockedUntil, timeZone) };
}

function wordOf(standing: AccountStanding, lockedUntil: string | null, timeZone: string): string {
  if (standing === 'off') return m.people_off();
  return standing === 'locked' && lockedUntil ? m.people_locked_until({ time: clockMinute(lockedUntil, timeZone) }) : m.people_active();
}

/** The workplaces a role may enter; empty for roles that have none on these screens. */
export const placesOf = (role: Role): readonly string[] => {
  const permissions = permissionsOf(role);
  return placesFor((permission) => permissions.includes(permission)).map((place) => place.label);
};

/** The sentence under a password field, if it needs one. */
export function passwordSentence({ password }: PasswordProblems, typed: string): string | undefined {
  if (password === 'short') return m.people_password_short({ n: PASSWORD_LENGTH.least - typed.length });
  return password === 'long' ? m.people_password_long({ n: PASSWORD_LENGTH.most }) : undefined;
}
