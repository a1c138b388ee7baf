/** What a person filled in for an account, and what is still missing. Pure. */
import { ACCOUNT_NAME, PASSWORD_LENGTH, type STAFF_ROLES } from '../../core/session/account-rules.ts';

/** A password typed twice. */
export type PasswordDraft = { readonly password: string; readonly again: string };
export type AccountDraft = PasswordDraft & {
  readonly name: string;
  readonly account: string;
  readonly role: (typeof STAFF_ROLES)[number];
};

/** What is wrong with each field; a field without an entry is well. */
export type PasswordProblems = { readonly password?: 'short' | 'long'; readonly again?: 'differs' };
export type AccountProblems = PasswordProblems & { readonly name?: 'missing'; readonly account?: 'missing' | 'signs' };

/** Every problem of a new password at once; empty = well. */
export function passwordProblems({ password, again }: PasswordDraft): PasswordProblems {
  return {
    ...(password.length < PASSWORD_LENGTH.least ? { password: 'short' } : {}),
    ...(password.length > PASSWORD_LENGTH.most ? { password: 'long' } : {}),
    ...(password === again ? {} : { again: 'differs' }),
  };
}

/** Every problem of a new account at once; empty = well. */
export function accountProblems(draft: AccountDraft): AccountProblems {
  const account = draft.account.trim();
  return {
    ...(draft.name.trim() === '' ? { name: 'missing' } : {}),
    ...(account === '' ? { account: 'missing' } : ACCOUNT_NAME.test(account) ? {} : { account: 'signs' }),
    ...passwordProblems(draft),
  };
}

/** The first field, from the top, that a person must mend; null = none. */
export function firstProblem(problems: AccountProblems): keyof AccountProblems | null {
  const order = ['name', 'account', 'password', 'again'] as const;
  return order.find((field) => problems[field] !== undefined) ?? null;
}
