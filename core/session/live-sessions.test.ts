import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import { SYSTEM } from '../journal/journal.ts';
import type { LiveSession } from './live-sessions.ts';

const IDLE_MS = 5 * 60_000;

let store: MemoryStore;
beforeEach(async () => {
  store = createMemoryStore();
  for (const [account, role] of [
    ['clerk1', 'clerk'],
    ['lobby', 'lobby'],
  ] as const) {
    await store.accounts.create({ account, name: account, role, password: 'secret' }, SYSTEM);
  }
});
afterEach(() => store.close());

async function signIn(account: string): Promise<string> {
  return (await store.session.signIn({ account, password: 'secret' }, 'host')).token;
}
function found(token: string): LiveSession {
  const session = store.live.find(token);
  if (!session) throw new Error('There is no such session');
  return session;
}
const seatOnDisk = (session: LiveSession) => store.statements.people.liveSessionOfId(session.id)?.seat;
const facts = (type: string) => store.statements.journal.from(1, 1000).filter((entry) => entry.type === type).length;

test('an idle lock nobody met is written by the timer, once, and leaves the others alone', async () => {
  const idle = found(await signIn('clerk1'));
  store.clock.advance(IDLE_MS);
  const busy = found(await signIn('lobby'));
  await store.session.lockIdle();
  expect(seatOnDisk(idle)).toBe('active');
  store.clock.advance(1);
  await Promise.all([store.session.lockIdle(), store.session.lockIdle()]);
  expect([seatOnDisk(idle), seatOnDisk(busy)]).toEqual(['locked', 'active']);
  expect(facts('session.locked')).toBe(1);
});

test('a password given in the moment of the idle lock wins', async () => {
  const token = await signIn('clerk1');
  store.clock.advance(IDLE_MS + 1);
  await store.session.lockIdle();
  const resumed = store.session.resume(found(token), SYSTEM, 'secret');
  await Promise.all([resumed, resumed.then(() => store.session.lockIdle())]);
  expect(found(token).seat).toBe('active');
});

test('locking what its own screen sees as locked already is written too', async () => {
  const token = await signIn('clerk1');
  store.clock.advance(IDLE_MS + 1);
  const session = found(token);
  expect(session.seat).toBe('locked');
  await store.session.lock(session, SYSTEM);
  expect(seatOnDisk(session)).toBe('locked');
});

test('the last sign of life is remembered of open seats of people alone', async () => {
  for (let day = 0; day < 20; day += 1) {
    const session = found(await signIn('clerk1'));
    store.live.touch(session);
    await store.session.signOut(session, SYSTEM);
  }
  expect(store.live.remembered()).toBe(0);
  const opener = found(await signIn('lobby'));
  const kiosk = found((await store.session.openStation(opener, SYSTEM, 'kiosk')).token);
  store.live.touch(opener);
  store.live.touch(kiosk);
  expect(store.live.remembered()).toBe(1);
});

test.each(['kiosk', 'display'] as const)('a %s neither idles out nor is locked by the timer', async (workplace) => {
  const opener = found(await signIn('lobby'));
  const { token } = await store.session.openStation(opener, SYSTEM, workplace);
  store.clock.advance(100 * IDLE_MS);
  await store.session.lockIdle();
  expect(found(token).seat).toBe('active');
});
