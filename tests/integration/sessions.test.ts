/** Who sits where: locking out, idling, leaving, coming back, and counters that belong to one seat. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { StoreHost } from '../../core/host.ts';
import { openDatabase } from '../../db/database.ts';
import { createManualClock, type ManualClock } from '../parts/manual-clock.ts';
import {
  type CallRefused,
  copyStoreFolder,
  type HttpCaller,
  httpCaller,
  makeStoreFolder,
  openSocket,
  runHost,
  type StoreFolder,
  signIn,
} from '../parts/running-host.ts';

const MINUTE = 60_000;

let folder: StoreFolder;
let clock: ManualClock;
let host: StoreHost & { readonly logged: readonly string[] };
let anyone: HttpCaller;
/** The demo store is made once; every test has a copy of its own. */
let made: StoreFolder;
beforeAll(async () => {
  made = makeStoreFolder();
  await (await runHost(made, { clock: createManualClock() })).close();
});
afterAll(() => made.remove());
beforeEach(async () => {
  folder = copyStoreFolder(made);
  clock = createManualClock();
  host = await runHost(folder, { clock });
  anyone = httpCaller(host.url, null);
});
afterEach(async () => {
  expect(host.logged).toEqual([]);
  await host.close();
  folder.remove();
});

const refusedAs = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const wrongPassword = (account = 'clerk1') => anyone('session.signIn', { account, password: 'wrong' });
/** The seat of the session at a counter as the file has it, beside the running host. */
function seatOnDisk(counter: number): string | undefined {
  const db = openDatabase(join(folder.path, 'store.db'), { readonly: true });
  try {
    return db.prepare<[number], { seat: string }>('SELECT seat FROM session WHERE counter = ? AND ended_at IS NULL').get(counter)?.seat;
  } finally {
    db.close();
  }
}
const counterState = async (counter: number) => {
  const { counters } = await anyone('store.welcome', {});
  return counters.find((one) => one.counter === counter);
};

describe('wrong passwords', () => {
  test('five lock the account, also for the right password, until the time is over', async () => {
    for (const attemptsLeft of [4, 3, 2, 1])
      await expect(wrongPassword()).rejects.toEqual(refusedAs('session/wrong-password', { attemptsLeft }));
    const lockedUntil = new Date(clock.now() + 15 * MINUTE).toISOString();
    await expect(wrongPassword()).rejects.toEqual(refusedAs('session/account-locked', { lockedUntil }));
    clock.advance(15 * MINUTE - 1);
    await expect(signIn(host.url, 'clerk1')).rejects.toEqual(refusedAs('session/account-locked', { lockedUntil }));
    clock.advance(1);
    expect((await signIn(host.url, 'clerk1')).token).toMatch(/^[\w-]{43}$/);
  });

  test('the lock lasts over a restart', async () => {
    for (let time = 0; time < 5; time += 1) await wrongPassword().catch(() => undefined);
    await host.close();
    host = await runHost(folder, { clock });
    await expect(signIn(host.url, 'clerk1')).rejects.toEqual(refusedAs('session/account-locked'));
  });

  test('a right one in between begins the count anew', async () => {
    for (let time = 0; time < 4; time += 1) await wrongPassword().catch(() => undefined);
    await signIn(host.url, 'clerk1');
    await expect(wrongPassword()).rejects.toEqual(refusedAs('session/wrong-password', { attemptsLeft: 4 }));
  });

  test('tell nobody whether an account exists: message, tries left and lock are those of a real one', async () => {
    const answers = async (account: string) => {
      const heard: unknown[] = [];
      for (let time = 0; time < 7; time += 1) {
        await wrongPassword(account).catch((error: CallRefused) =>
          heard.push({ status: error.status, code: error.code, message: error.message.replaceAll(account, '…'), data: error.data }),
        );
      }
      clock.advance(15 * MINUTE);
      await wrongPassword(account).catch((error: CallRefused) => heard.push({ code: error.code, data: error.data }));
      clock.advance(-15 * MINUTE);
      return heard;
    };
    const ofReal = await answers('clerk1');
    expect(ofReal).toHaveLength(8);
    expect(ofReal.at(-2)).toMatchObject({ code: 'session/account-locked' });
    expect(await answers('nobody')).toEqual(ofReal);
  });

  test('ten at once are ten wrong ones', async () => {
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => wrongPassword()));
    const codes = results.map((result) => (result.status === 'rejected' ? result.reason.code : 'answered')).sort();
    expect(codes).toEqual([...Array(6).fill('session/account-locked'), ...Array(4).fill('session/wrong-password')]);
  });
});

describe('a seat', () => {
  test('nobody touched for five minutes is locked until the password comes, whatever its screen asks meanwhile', async () => {
    const { call } = await signIn(host.url, 'clerk1', 1);
    clock.advance(5 * MINUTE);
    await call('session.touch', {});
    clock.advance(5 * MINUTE + 1);
    await expect(call('queue.board', {})).rejects.toEqual(refusedAs('session/locked', { seat: 'locked' }));
    expect((await call('session.current', {})).seat).toBe('locked');
    await expect(call('queue.board', {})).rejects.toEqual(refusedAs('session/locked'));
    await expect(call('session.resume', { password: 'wrong' })).rejects.toEqual(refusedAs('session/wrong-password', { attemptsLeft: 4 }));
    await expect(call('session.touch', {})).rejects.toEqual(refusedAs('session/locked'));
    await call('session.resume', { password: 'demo' });
    expect((await call('session.current', {})).seat).toBe('active');
    expect((await call('queue.board', {})).counters).toHaveLength(4);
  });

  test('locked by hand stays locked over a restart; its counter stays as it is', async () => {
    const { token, call } = await signIn(host.url, 'clerk1', 1);
    await call('counters.setState', { commandId: randomUUID(), counter: 1, state: 'open' });
    await call('session.lock', {});
    await host.close();
    host = await runHost(folder, { clock });
    anyone = httpCaller(host.url, null);
    const again = httpCaller(host.url, token);
    await expect(again('queue.board', {})).rejects.toEqual(refusedAs('session/locked'));
    expect(await counterState(1)).toMatchObject({ state: 'open', taken: true });
    await again('session.resume', { password: 'demo' });
    expect((await again('session.current', {})).staff).toMatchObject({ account: 'clerk1', counter: 1 });
  });

  test.each([
    ['that was met', async (call: HttpCaller) => expect((await call('session.current', {})).seat).toBe('locked')],
    ['that its own screen announced', (call: HttpCaller) => call('session.lock', {})],
    ['that nobody met', async () => undefined],
  ])('locked by an idle lock %s stays locked over a restart, and nothing but the password ends it', async (_, meet) => {
    const { token, call } = await signIn(host.url, 'clerk1', 1);
    await call('counters.setState', { commandId: randomUUID(), counter: 1, state: 'open' });
    clock.advance(5 * MINUTE + 1);
    await meet(call);
    await host.close();
    host = await runHost(folder, { clock });
    anyone = httpCaller(host.url, null);
    const again = httpCaller(host.url, token);
    expect((await again('session.current', {})).seat).toBe('locked');
    await expect(again('queue.board', {})).rejects.toEqual(refusedAs('session/locked'));
    expect(await counterState(1)).toMatchObject({ state: 'open', taken: true });
    await again('session.resume', { password: 'demo' });
    expect((await again('queue.board', {})).counters).toHaveLength(4);
  });

  test.each(['queue.board', 'session.current'] as const)(
    'is locked on disk once %s met its idle lock: a host that is killed writes nothing more',
    async (asked) => {
      const { call } = await signIn(host.url, 'clerk1', 1);
      clock.advance(5 * MINUTE + 1);
      expect(seatOnDisk(1)).toBe('active');
      await call(asked, {}).catch((error: CallRefused) => expect(error.code).toBe('session/locked'));
      expect(seatOnDisk(1)).toBe('locked');
    },
  );

  test('at work when the host stopped is at work when it comes back, and idles out from then on', async () => {
    const { token } = await signIn(host.url, 'clerk1', 1);
    await host.close();
    clock.advance(60 * MINUTE);
    host = await runHost(folder, { clock });
    const again = httpCaller(host.url, token);
    expect((await again('session.current', {})).seat).toBe('active');
    clock.advance(5 * MINUTE + 1);
    expect((await again('session.current', {})).seat).toBe('locked');
  });

  test('with a visitor is not left, but may always be locked', async () => {
    const { call } = await signIn(host.url, 'clerk1', 1);
    const at = () => ({ commandId: randomUUID(), counter: 1 });
    await call('counters.setState', { ...at(), state: 'open' });
    const lobby = await signIn(host.url, 'lobby');
    await lobby.call('queue.issue', { commandId: randomUUID(), service: 'A' });
    await call('queue.callNext', at());
    const leave = () => call('session.leave', { commandId: randomUUID(), reason: '用餐' });
    await expect(leave()).rejects.toEqual(refusedAs('counter/busy', { counter: 1 }));
    await call('queue.start', at());
    await expect(leave()).rejects.toEqual(refusedAs('counter/busy', { counter: 1 }));
    expect((await call('session.current', {})).seat).toBe('active');
    await call('session.lock', {});
    await call('session.resume', { password: 'demo' });
    await call('queue.finish', at());
    await leave();
    expect((await call('session.current', {})).seat).toBe('away');
  });

  test('left stays left when it is locked too, so that coming back opens its counter', async () => {
    const { call } = await signIn(host.url, 'clerk1', 2);
    await call('session.leave', { commandId: randomUUID(), reason: '用餐' });
    await call('session.lock', {});
    expect((await call('session.current', {})).seat).toBe('away');
    await call('session.resume', { password: 'demo' });
    expect(await counterState(2)).toMatchObject({ state: 'open' });
  });

  test('that ends while its password is being checked stays ended', async () => {
    const { call } = await signIn(host.url, 'clerk1', 1);
    await call('session.lock', {});
    const lobby = await signIn(host.url, 'lobby');
    const [resumed] = await Promise.allSettled([
      call('session.resume', { password: 'demo' }),
      lobby.call('counters.release', { commandId: randomUUID(), counter: 1 }),
    ]);
    expect(resumed).toMatchObject({ status: 'rejected', reason: { code: 'session/required' } });
    expect(await counterState(1)).toEqual({ counter: 1, state: 'closed', taken: false });
  });

  test('left for a while pauses its counter with the reason, and coming back opens it', async () => {
    const { call } = await signIn(host.url, 'clerk1', 2);
    const lobby = await signIn(host.url, 'lobby');
    const counter = async () => (await lobby.call('queue.board', {})).counters.find((one) => one.counter === 2);
    await call('counters.setState', { commandId: randomUUID(), counter: 2, state: 'open' });
    await call('session.leave', { commandId: randomUUID(), reason: '用餐' });
    expect(await counter()).toMatchObject({ state: 'paused', reason: '用餐', clerk: { account: 'clerk1' } });
    await expect(call('queue.callNext', { commandId: randomUUID(), counter: 2 })).rejects.toEqual(
      refusedAs('session/locked', { seat: 'away' }),
    );
    await call('session.resume', { password: 'demo' });
    expect(await counter()).toMatchObject({ state: 'open', reason: null });
  });

  test('a display neither idles out nor loses its session in a restart', async () => {
    const lobby = await signIn(host.url, 'lobby');
    const { token } = await lobby.call('session.openStation', { workplace: 'display' });
    clock.advance(10 * 3_600_000);
    expect((await httpCaller(host.url, token)('queue.board', {})).services).toHaveLength(5);
    await host.close();
    host = await runHost(folder, { clock });
    expect((await httpCaller(host.url, token)('session.current', {})).staff.role).toBe('display');
  });

  test('of an account that is switched off ends at once', async () => {
    const { call } = await signIn(host.url, 'clerk2');
    const manager = await signIn(host.url, 'manager');
    await manager.call('accounts.change', { commandId: randomUUID(), account: 'clerk2', disabled: true });
    await expect(call('queue.board', {})).rejects.toEqual(refusedAs('session/required'));
    await expect(signIn(host.url, 'clerk2')).rejects.toEqual(refusedAs('session/account-disabled'));
  });

  test('forgotten overnight ends with the day, and its counter closes', async () => {
    const { token, call } = await signIn(host.url, 'clerk1', 1);
    await call('counters.setState', { commandId: randomUUID(), counter: 1, state: 'open' });
    await host.close();
    clock.advance(24 * 3_600_000);
    host = await runHost(folder, { clock });
    anyone = httpCaller(host.url, null);
    await expect(httpCaller(host.url, token)('session.current', {})).rejects.toEqual(refusedAs('session/required'));
    expect(await counterState(1)).toMatchObject({ state: 'closed', taken: false });
  });

  test('that signs out ends its streams too', async () => {
    const { token, call } = await signIn(host.url, 'clerk1');
    const socket = await openSocket(host.url, token);
    const boards = await socket.client.queue.watch({});
    await boards.next();
    await call('session.signOut', {});
    const ended = expect(boards.next()).rejects.toMatchObject({ code: 'session/required' });
    const lobby = await signIn(host.url, 'lobby');
    await lobby.call('queue.issue', { commandId: randomUUID(), service: 'A' });
    await ended;
    socket.close();
  });
});

describe('a new password', () => {
  test('of one’s own ends one’s other sessions and screens, not this one', async () => {
    const other = await signIn(host.url, 'manager');
    const { token: kiosk } = await other.call('session.openStation', { workplace: 'kiosk' });
    const { call } = await signIn(host.url, 'manager');
    await call('session.changePassword', { current: 'demo', next: 'a longer one' });
    expect((await call('session.current', {})).staff.account).toBe('manager');
    await expect(other.call('session.current', {})).rejects.toEqual(refusedAs('session/required'));
    await expect(httpCaller(host.url, kiosk)('session.current', {})).rejects.toEqual(refusedAs('session/required'));
    await expect(signIn(host.url, 'manager')).rejects.toEqual(refusedAs('session/wrong-password'));
    await anyone('session.signIn', { account: 'manager', password: 'a longer one' });
  });

  test('of one’s own needs the current one, and wrong ones count as in signing in', async () => {
    const { call } = await signIn(host.url, 'clerk1');
    const change = (current: string) => call('session.changePassword', { current, next: 'a longer one' });
    await expect(change('wrong')).rejects.toEqual(refusedAs('session/wrong-password', { attemptsLeft: 4 }));
    for (let time = 0; time < 3; time += 1) await change('wrong').catch(() => undefined);
    await expect(change('wrong')).rejects.toEqual(refusedAs('session/account-locked'));
    await expect(change('demo')).rejects.toEqual(refusedAs('session/account-locked'));
  });

  test('is not a screen’s to set', async () => {
    const lobby = await signIn(host.url, 'lobby');
    const { token } = await lobby.call('session.openStation', { workplace: 'kiosk' });
    await expect(httpCaller(host.url, token)('session.changePassword', { current: 'demo', next: 'a longer one' })).rejects.toEqual(
      refusedAs('session/forbidden'),
    );
  });

  test('given by the manager ends the person’s sessions; the manager’s own goes on', async () => {
    const clerk = await signIn(host.url, 'clerk1', 1);
    const { call } = await signIn(host.url, 'manager');
    const give = (account: string) => call('accounts.change', { commandId: randomUUID(), account, password: 'a longer one' });
    await give('clerk1');
    await expect(clerk.call('session.current', {})).rejects.toEqual(refusedAs('session/required'));
    expect(await counterState(1)).toMatchObject({ taken: false });
    await give('manager');
    expect((await call('session.current', {})).staff.account).toBe('manager');
  });

  test('asked for again is done once, and another one under the same command id is refused', async () => {
    const { call } = await signIn(host.url, 'manager');
    const commandId = randomUUID();
    const change = (password: string) => call('accounts.change', { commandId, account: 'clerk1', password });
    await change('a longer one');
    await change('a longer one');
    await expect(change('another long one')).rejects.toEqual(refusedAs('command/reused'));
    await anyone('session.signIn', { account: 'clerk1', password: 'a longer one' });
  });
});

test('a display is shown the hall without its clerks', async () => {
  await signIn(host.url, 'clerk1', 1);
  const lobby = await signIn(host.url, 'lobby');
  const { token } = await lobby.call('session.openStation', { workplace: 'display' });
  expect((await lobby.call('queue.board', {})).counters[0]).toMatchObject({ clerk: { account: 'clerk1' } });
  expect(JSON.stringify(await httpCaller(host.url, token)('queue.board', {}))).not.toMatch(/clerk1|周敏/);
  const socket = await openSocket(host.url, token);
  for await (const picture of await socket.client.queue.watch({})) {
    expect(picture.counters[0]).toMatchObject({ counter: 1, clerk: null });
    break;
  }
  socket.close();
});

describe('a counter', () => {
  test('belongs to one seat: others are told by whom it is taken, until that one signs out', async () => {
    const first = await signIn(host.url, 'clerk1', 1);
    await first.call('counters.setState', { commandId: randomUUID(), counter: 1, state: 'open' });
    await expect(signIn(host.url, 'clerk2', 1)).rejects.toEqual(refusedAs('session/counter-taken', { counter: 1, by: '周敏' }));
    expect(await counterState(1)).toEqual({ counter: 1, state: 'open', taken: true });
    await first.call('session.signOut', {});
    expect(await counterState(1)).toEqual({ counter: 1, state: 'closed', taken: false });
    await expect(first.call('queue.board', {})).rejects.toEqual(refusedAs('session/required'));
    await signIn(host.url, 'clerk2', 1);
  });

  test('is taken over by the same person from a forgotten seat, which ends', async () => {
    const forgotten = await signIn(host.url, 'clerk1', 1);
    const { call } = await signIn(host.url, 'clerk1', 1);
    await expect(forgotten.call('session.current', {})).rejects.toEqual(refusedAs('session/required'));
    expect((await call('session.current', {})).staff.counter).toBe(1);
  });

  test('two who sit down in the same moment are one too many', async () => {
    const results = await Promise.allSettled([signIn(host.url, 'clerk1', 3), signIn(host.url, 'clerk2', 3)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(results.find((result) => result.status === 'rejected')?.reason).toEqual(refusedAs('session/counter-taken'));
  });

  test('that does not exist is nobody’s', async () => {
    await expect(signIn(host.url, 'clerk1', 99)).rejects.toEqual(refusedAs('session/counter-unknown', { counter: 99 }));
  });

  test('is freed by the lobby manager from a clerk who went away', async () => {
    const gone = await signIn(host.url, 'clerk1', 1);
    const lobby = await signIn(host.url, 'lobby');
    await lobby.call('counters.release', { commandId: randomUUID(), counter: 1 });
    await expect(gone.call('session.current', {})).rejects.toEqual(refusedAs('session/required'));
    await signIn(host.url, 'clerk2', 1);
  });

  test('takes no money for another counter', async () => {
    const { call } = await signIn(host.url, 'clerk1', 1);
    await expect(call('drawer.open', { commandId: randomUUID(), counter: 2, floatFen: 0 })).rejects.toEqual(
      refusedAs('counter/not-yours', { counter: 1 }),
    );
  });
});
