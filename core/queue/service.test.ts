import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import { type Actor, SYSTEM } from '../journal/journal.ts';
import { LAST_NUMBER } from './numbering.ts';

let store: MemoryStore;
beforeEach(async () => {
  store = createMemoryStore();
  await store.queue.setCounterState({ commandId: randomUUID(), counter: 1, state: 'open' }, clerk);
});
afterEach(() => store.close());

const clerk: Actor = { account: 'clerk', station: 'host' };
const refusedAs = (code: string) => expect.objectContaining({ code });
const at = (counter = 1) => ({ commandId: randomUUID(), counter });
const issue = (service = 'A') => store.queue.issue({ commandId: randomUUID(), service }, clerk);

/** One visitor called, started and finished at counter 1. */
async function serve(): Promise<void> {
  await store.queue.callNext(at(), clerk);
  await store.queue.start(at(), clerk);
  await store.queue.finish(at(), clerk);
}

describe('numbers', () => {
  test('count per service from 001 and start anew with the business day', async () => {
    expect([(await issue('A')).number, (await issue('A')).number, (await issue('B')).number]).toEqual(['A001', 'A002', 'B001']);
    store.clock.set(Date.parse('2026-03-10T16:00:00Z'));
    expect((await issue('A')).number).toBe('A001');
  });

  test('are used up after the last one, and a refused one is not counted', async () => {
    store.db.prepare('INSERT INTO daily_number VALUES (?, ?, ?)').run('2026-03-10', 'A', LAST_NUMBER - 1);
    expect((await issue('A')).number).toBe(`A${LAST_NUMBER}`);
    await expect(issue('A')).rejects.toEqual(refusedAs('queue/numbers-used-up'));
    expect(store.queue.board().tickets).toHaveLength(1);
  });

  test('are given for the store’s services only, with the lane of the service unless another is asked for', async () => {
    await expect(issue('Q')).rejects.toEqual(refusedAs('queue/service-unknown'));
    expect((await issue('Z')).lane).toBe('care');
    expect((await store.queue.issue({ service: 'Z', lane: 'vip' }, clerk)).lane).toBe('vip');
  });

  test('tell how many are ahead and how long it may take', async () => {
    await issue('A');
    const second = await issue('A');
    // One open counter, free, takes the first; eight minutes each.
    expect(second).toMatchObject({ ahead: 1, expectedWaitSeconds: 480 });
  });
});

describe('a no-show', () => {
  const passBy = async () => {
    const ticket = await issue('A');
    await store.queue.callNext(at(), clerk);
    await store.queue.noShow(at(), clerk);
    return ticket;
  };
  const restore = (ticket: string) => store.queue.restore({ commandId: randomUUID(), ticket }, clerk);

  test('comes back with the arrival it had, and is called before those who came later', async () => {
    const ticket = await passBy();
    store.clock.advance(60_000);
    await issue('A');
    expect(await restore(ticket.id)).toMatchObject({ state: 'waiting', counter: null, calls: 0, issuedAt: ticket.issuedAt });
    expect(store.queue.board().calls).toEqual([]);
    expect(await store.queue.callNext(at(), clerk)).toMatchObject({ number: ticket.number, calls: 1 });
  });

  test('comes back once, and only a no-show of today does', async () => {
    const ticket = await passBy();
    await restore(ticket.id);
    await expect(restore(ticket.id)).rejects.toEqual(refusedAs('queue/not-no-show'));
    await store.queue.callNext(at(), clerk);
    await store.queue.noShow(at(), clerk);
    await expect(restore(ticket.id)).rejects.toEqual(refusedAs('queue/restored-before'));
    await expect(restore(randomUUID())).rejects.toEqual(refusedAs('queue/ticket-unknown'));
  });
});

describe('calling', () => {
  test('gives a counter its next ticket once, and none while a visitor is there', async () => {
    await issue();
    await issue();
    expect(await store.queue.callNext(at(), clerk)).toMatchObject({ number: 'A001', state: 'called', counter: 1, calls: 1 });
    await expect(store.queue.callNext(at(), clerk)).rejects.toEqual(refusedAs('counter/busy'));
    await store.queue.start(at(), clerk);
    await expect(store.queue.callNext(at(), clerk)).rejects.toEqual(refusedAs('counter/busy'));
    await store.queue.finish(at(), clerk);
    expect(await store.queue.callNext(at(), clerk)).toMatchObject({ number: 'A002' });
  });

  test('answers nobody when nobody waits for the services of the counter', async () => {
    await issue('G');
    expect(await store.queue.callNext(at(), clerk)).toBeNull();
  });

  test('needs an open counter that exists', async () => {
    await issue();
    await expect(store.queue.callNext(at(2), clerk)).rejects.toEqual(refusedAs('counter/not-open'));
    await expect(store.queue.callNext(at(99), clerk)).rejects.toEqual(refusedAs('counter/unknown'));
  });

  test('two counters in the same moment get two tickets', async () => {
    await store.queue.setCounterState({ commandId: randomUUID(), counter: 2, state: 'open' }, clerk);
    await issue();
    await issue();
    const [one, other] = await Promise.all([store.queue.callNext(at(1), clerk), store.queue.callNext(at(2), clerk)]);
    expect([one?.number, other?.number]).toEqual(['A001', 'A002']);
  });

  test('is repeated three times at most', async () => {
    await issue();
    await store.queue.callNext(at(), clerk);
    for (const calls of [2, 3, 4]) expect(await store.queue.recall(at(), clerk)).toMatchObject({ calls });
    await expect(store.queue.recall(at(), clerk)).rejects.toEqual(refusedAs('queue/recall-limit'));
  });

  test('goes by the states: what was not called cannot be started, what was not started cannot be finished', async () => {
    await issue();
    for (const verb of ['recall', 'start', 'noShow'] as const) {
      await expect(store.queue[verb](at(), clerk)).rejects.toEqual(refusedAs('queue/nothing-called'));
    }
    await store.queue.callNext(at(), clerk);
    await expect(store.queue.finish(at(), clerk)).rejects.toEqual(refusedAs('queue/nothing-serving'));
    await store.queue.start(at(), clerk);
    for (const verb of ['recall', 'start', 'noShow'] as const) {
      await expect(store.queue[verb](at(), clerk)).rejects.toEqual(refusedAs('queue/nothing-called'));
    }
  });

  test('a visitor who does not come is a no-show and frees the counter', async () => {
    await issue();
    await store.queue.callNext(at(), clerk);
    expect(await store.queue.noShow(at(), clerk)).toMatchObject({ state: 'no-show' });
    expect(store.queue.board().counters[0]).toMatchObject({ state: 'open', ticket: null });
  });
});

describe('a counter', () => {
  test('with a visitor neither pauses nor closes, and a pause needs its reason', async () => {
    await issue();
    await store.queue.callNext(at(), clerk);
    for (const state of ['paused', 'closed'] as const) {
      await expect(store.queue.setCounterState({ ...at(), state, reason: '用餐' }, clerk)).rejects.toEqual(refusedAs('counter/busy'));
    }
    await store.queue.noShow(at(), clerk);
    await expect(store.queue.setCounterState({ ...at(), state: 'paused' }, clerk)).rejects.toEqual(refusedAs('counter/reason-missing'));
    expect(await store.queue.setCounterState({ ...at(), state: 'paused', reason: '用餐' }, clerk)).toMatchObject({
      state: 'paused',
      reason: '用餐',
    });
  });

  test('states a fact only when its state changes', async () => {
    const before = store.journal.headSeq();
    await store.queue.setCounterState({ ...at(), state: 'open' }, clerk);
    expect(store.journal.headSeq()).toBe(before);
  });
});

test('a waiting ticket can be cancelled with a reason, a called one cannot', async () => {
  const first = await issue();
  const second = await issue();
  await store.queue.callNext(at(), clerk);
  const cancel = (ticket: string) => store.queue.cancel({ commandId: randomUUID(), ticket, reason: '走了' }, clerk);
  await expect(cancel(first.id)).rejects.toEqual(refusedAs('queue/not-waiting'));
  expect(await cancel(second.id)).toMatchObject({ state: 'cancelled' });
  await expect(cancel(randomUUID())).rejects.toEqual(refusedAs('queue/ticket-unknown'));
});

test('a valid ticket needs no decision about its paper', async () => {
  const { id } = await issue();
  await expect(store.queue.acceptPaper({ commandId: randomUUID(), ticket: id }, clerk)).rejects.toEqual(refusedAs('queue/paper-settled'));
});

test('with the new day, yesterday’s live tickets are abandoned and the counters are free', async () => {
  for (let visitor = 0; visitor < 3; visitor += 1) await issue();
  await serve();
  await store.queue.callNext(at(), clerk);
  store.clock.advance(24 * 3_600_000);
  expect(await store.queue.rollDay()).toBe(2);
  expect(await store.queue.rollDay()).toBe(0);
  await issue();
  expect(await store.queue.callNext(at(), clerk)).toMatchObject({ number: 'A001' });
  expect(store.statements.queue.ticketsOfDay('2026-03-10').map(({ state }) => state)).toEqual(['done', 'abandoned', 'abandoned']);
});

test('help is asked for until somebody has seen it', async () => {
  await store.queue.askHelp({ commandId: randomUUID() }, SYSTEM);
  expect(store.queue.board().alerts).toMatchObject([{ kind: 'help-wanted' }]);
  await store.queue.settleHelp({ commandId: randomUUID() }, clerk);
  expect(store.queue.board().alerts).toEqual([]);
});
