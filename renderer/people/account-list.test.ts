import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { AccountView } from '../../core/session/accounts-contract.ts';
import { inOrder, matching, ofStanding, standingOf, stepFrom, withAccount } from './account-list.ts';

const NOW = Date.parse('2026-03-10T02:24:00.000Z');
const account = (name: string, more: Partial<AccountView> = {}): AccountView => ({
  account: name,
  name: `name of ${name}`,
  role: 'clerk',
  disabled: false,
  lockedUntil: null,
  ...more,
});
const names = (accounts: readonly AccountView[]) => accounts.map((one) => one.account);

test('a lock holds until its instant and no longer', () => {
  const locked = account('a', { lockedUntil: '2026-03-10T02:24:01.000Z' });
  expect(standingOf(locked, NOW)).toBe('locked');
  expect(standingOf(locked, NOW + 1000)).toBe('active');
});

test('switched off weighs more than locked', () => {
  expect(standingOf(account('a', { disabled: true, lockedUntil: '2026-03-10T03:00:00.000Z' }), NOW)).toBe('off');
});

test('clerks come first and the administrator last, each role by account', () => {
  const accounts = [account('root', { role: 'admin' }), account('lobby', { role: 'lobby' }), account('clerk2'), account('Clerk1')];
  expect(names(inOrder(accounts))).toEqual(['Clerk1', 'clerk2', 'lobby', 'root']);
});

test('one standing shows its accounts only', () => {
  const accounts = [account('a'), account('b', { disabled: true }), account('c', { lockedUntil: '2026-03-10T03:00:00.000Z' })];
  expect(names(ofStanding(accounts, 'all', NOW))).toEqual(['a', 'b', 'c']);
  expect(names(ofStanding(accounts, 'off', NOW))).toEqual(['b']);
  expect(names(ofStanding(accounts, 'locked', NOW))).toEqual(['c']);
  expect(names(ofStanding(accounts, 'active', NOW))).toEqual(['a']);
});

test('account, name and role are searched, whatever the case and width', () => {
  const accounts = [account('clerk1', { name: '周敏' }), account('boss', { name: '许文', role: 'manager' })];
  const roleWord = (role: string) => (role === 'manager' ? '店长' : '营业员');
  expect(names(matching(accounts, ' ＣLERK', roleWord))).toEqual(['clerk1']);
  expect(names(matching(accounts, '许', roleWord))).toEqual(['boss']);
  expect(names(matching(accounts, '店长', roleWord))).toEqual(['boss']);
  expect(names(matching(accounts, '', roleWord))).toEqual(['clerk1', 'boss']);
  expect(names(matching(accounts, 'nobody', roleWord))).toEqual([]);
});

test('steps stop at the ends of the list', () => {
  const accounts = [account('a'), account('b'), account('c')];
  expect(stepFrom(accounts, 'a', 1)).toBe('b');
  expect(stepFrom(accounts, 'a', -1)).toBe('a');
  expect(stepFrom(accounts, 'b', 10)).toBe('c');
  expect(stepFrom(accounts, 'filtered out', 1)).toBe('a');
  expect(stepFrom([], 'a', 1)).toBeNull();
});

test('a changed account stands in the list once, in order', () => {
  const someAccount = fc.record({
    account: fc.constantFrom('a', 'b', 'c', 'd'),
    name: fc.string(),
    role: fc.constantFrom('clerk' as const, 'lobby' as const, 'admin' as const),
    disabled: fc.boolean(),
    lockedUntil: fc.constant(null),
  });
  const someList = fc.uniqueArray(someAccount, { selector: (one) => one.account });
  fc.assert(
    fc.property(someList, someAccount, (accounts, changed) => {
      const after = withAccount(accounts, changed);
      expect(after.filter((one) => one.account === changed.account)).toEqual([changed]);
      expect(new Set(names(after))).toEqual(new Set([...names(accounts), changed.account]));
      expect(after).toEqual(inOrder(after));
    }),
    { seed: 7 },
  );
});
