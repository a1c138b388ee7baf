import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import { SYSTEM } from '../journal/journal.ts';
import { type Authenticator, createAuthenticator } from './authenticator.ts';

const refusedAs = (code: string, data = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });

let store: MemoryStore;
let authenticator: Authenticator;
beforeEach(async () => {
  store = createMemoryStore();
  const { statements, journal } = store;
  authenticator = createAuthenticator({ people: statements.people, journal, rule: { limit: 3, lockMs: 1000 } });
  await store.accounts.create({ account: 'clerk1', name: '周敏', role: 'clerk', password: 'secret' }, SYSTEM);
});
afterEach(() => store.close());

const authenticate = (account: string, password: string) => authenticator.authenticate(account, password, 'host');
const change = (what: { password?: string; disabled?: boolean }) =>
  store.accounts.change({ commandId: store.ids.next(), account: 'clerk1', ...what }, SYSTEM);
/** What a refusal tells: everything of it. */
const told = (account: string) =>
  authenticate(account, 'wrong').then(
    () => 'let in',
    (error: { code: string; message: string; data: unknown }) => ({ code: error.code, message: error.message, data: error.data }),
  );

test('a proof holds until the account is switched off or has another password', async () => {
  const proof = await authenticate('clerk1', 'secret');
  expect(authenticator.confirm(proof).account).toBe('clerk1');
  await change({ disabled: true });
  expect(() => authenticator.confirm(proof)).toThrow(refusedAs('session/account-disabled'));
  await change({ disabled: false, password: 'another one' });
  expect(() => authenticator.confirm(proof)).toThrow(refusedAs('session/wrong-password'));
  expect(authenticator.confirm(await authenticate('clerk1', 'another one')).account).toBe('clerk1');
});

test('a name nobody has is refused word for word as an account is, through the lock and after it', async () => {
  const heard = { clerk1: [] as unknown[], nobody: [] as unknown[] };
  for (const laterMs of [0, 0, 0, 0, 999, 1]) {
    store.clock.advance(laterMs);
    for (const account of ['clerk1', 'nobody'] as const) heard[account].push(await told(account));
  }
  expect(heard.nobody).toEqual(heard.clerk1);
  expect(heard.clerk1.map((answer) => Object(answer).code.split('/')[1])).toEqual([
    ...['wrong-password', 'wrong-password', 'account-locked', 'account-locked', 'account-locked', 'wrong-password'],
  ]);
});

test('a wrong try writes as many facts for a name nobody has as for an account, and never the name', async () => {
  const before = store.journal.headSeq();
  await told('clerk1');
  expect(store.journal.headSeq()).toBe(before + 1);
  await told('nobody');
  const facts = store.statements.journal.from(before + 1, 9);
  expect(facts.map((fact) => [fact.type, fact.data])).toEqual(
    Array(2).fill(['account.password-refused', JSON.stringify({ wrongPasswords: 1, lockedUntil: null })]),
  );
  expect(JSON.stringify(facts)).not.toContain('nobody');
});
