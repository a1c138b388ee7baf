import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountsContract } from '../../core/session/accounts-contract.ts';
import { type AccountDraft, accountProblems, firstProblem, passwordProblems } from './account-draft.ts';

const draft = (more: Partial<AccountDraft> = {}): AccountDraft => ({
  name: '林小满',
  account: 'clerk3',
  role: 'clerk',
  password: 'long-enough',
  again: 'long-enough',
  ...more,
});

test('a whole draft has no problem', () => {
  expect(accountProblems(draft())).toEqual({});
  expect(firstProblem({})).toBeNull();
});

test('everything missing is named at once, and the uppermost comes first', () => {
  const problems = accountProblems(draft({ name: ' ', account: '', password: '', again: 'x' }));
  expect(problems).toEqual({ name: 'missing', account: 'missing', password: 'short', again: 'differs' });
  expect(firstProblem(problems)).toBe('name');
});

test('an account is made of letters, digits and a few signs', () => {
  expect(accountProblems(draft({ account: '林小满' }))).toEqual({ account: 'signs' });
  expect(accountProblems(draft({ account: 'a' }))).toEqual({ account: 'signs' });
  expect(accountProblems(draft({ account: ' clerk.3 ' }))).toEqual({});
});

test('a password has eight signs at least and two hundred at most', () => {
  expect(passwordProblems({ password: '1234567', again: '1234567' })).toEqual({ password: 'short' });
  expect(passwordProblems({ password: '12345678', again: '12345678' })).toEqual({});
  expect(passwordProblems({ password: 'x'.repeat(201), again: 'x'.repeat(201) })).toEqual({ password: 'long' });
});

test('what passes here passes the border, and what the border refuses is named here', async () => {
  const schema = accountsContract.create['~orpc'].inputSchema;
  expect(schema).toBeDefined();
  const piece = fc.oneof(fc.string({ maxLength: 40, unit: 'binary-ascii' }), fc.stringMatching(/^[A-Za-z0-9._-]{0,34}$/));
  const printable = fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/\p{Cc}/gu, ''));
  await fc.assert(
    fc.asyncProperty(piece, printable, piece, async (account, name, password) => {
      const problems = accountProblems(draft({ account, name, password, again: password }));
      const input = { commandId: '6a5f1f0e-7f5e-4c59-9b0c-0d2f5a3b8c11', account, name, role: 'clerk', password };
      const answer = await schema?.['~standard'].validate(input);
      const refused = new Set((answer?.issues ?? []).map((issue) => String(issue.path?.[0])));
      expect(new Set(Object.keys(problems))).toEqual(refused);
    }),
    { seed: 7 },
  );
});
