/**
 * The plug is pulled more than two hundred times while a hall works: numbers taken, called, served, cash taken. What was
 * acknowledged must be there after every restart, and a command asked again must have had one effect.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../core/journal/verify.ts';
import { createStatements } from '../../core/statements.ts';
import { openDatabase, type ReadableDb } from '../../db/database.ts';
import { httpCaller, makeStoreFolder, type StoreFolder, signIn } from '../parts/running-host.ts';
import { seededChance } from '../parts/seeded-chance.ts';
import { createMortalHosts, type MortalHosts } from './mortal-host.ts';
import { type Acknowledged, createStubbornClient, type Sending, type Whereabouts } from './stubborn-client.ts';
import { createWorkingHall, type Told } from './working-hall.ts';

const KILLS_UNDER_LOAD = 205;
/** After every so many of them the next host is killed while it still starts. */
const STARTING_EVERY = 6;
/** A life ends at a random moment: after up to so many answers, and up to so many ms more. */
const MOST_ANSWERS = 14;
const MOST_MS_MORE = 12;
const LONGEST_START_MS = 120;
const COUNTERS = [1, 2, 4] as const;
const CLERKS = ['clerk1', 'clerk2', 'duty'] as const;

let folder: StoreFolder;
let hosts: MortalHosts;
beforeAll(() => {
  folder = makeStoreFolder();
  hosts = createMortalHosts(folder.path);
});
afterAll(async () => {
  await hosts.close();
  folder.remove();
});

/** The moments at which faults happen are the one thing here that goes by a clock. */
const moment = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Where the present host is; clients wait here while there is none. */
function createSuccession(): Whereabouts & { announce(life: number, url: string): void } {
  let present: { life: number; url: string } | null = null;
  let waiting: (() => void)[] = [];
  return {
    announce(life, url) {
      present = { life, url };
      for (const wake of waiting) wake();
      waiting = [];
    },
    async next(after) {
      while (present === null || present.life <= after) await new Promise<void>((resolve) => waiting.push(resolve));
      return present;
    },
  };
}

/** Writes down what was answered, and tells when so many more answers were given. */
function createAnswers() {
  const acknowledged: Acknowledged[] = [];
  let awaited = { count: 0, resolve: () => {} };
  return {
    acknowledged,
    add(command: Acknowledged): void {
      acknowledged.push(command);
      if (acknowledged.length >= awaited.count) awaited.resolve();
    },
    more(count: number): Promise<void> {
      const { promise, resolve } = Promise.withResolvers<void>();
      awaited = { count: acknowledged.length + count, resolve };
      return count === 0 ? Promise.resolve() : promise;
    },
  };
}

/** Opens counters and drawers; sessions and all of it last over every kill. */
async function openCounters(url: string): Promise<ReadonlyMap<number, string>> {
  const clerks = new Map<number, string>();
  for (const [index, counter] of COUNTERS.entries()) {
    const { token, call } = await signIn(url, CLERKS[index] ?? 'duty', counter);
    await call('counters.setState', { commandId: randomUUID(), counter, state: 'open' });
    await call('drawer.open', { commandId: randomUUID(), counter, floatFen: 50_000 });
    clerks.set(counter, token);
  }
  return clerks;
}

/** Later states are greater: an acknowledged ticket may have moved on, never back. */
const ORDER: Readonly<Record<string, number>> = { waiting: 0, called: 1, serving: 2, done: 3, 'no-show': 3 };

/** Everything acknowledged is in the store, in its state or a later one. */
function expectAcknowledged(db: ReadableDb, told: Told): void {
  const { queue, money } = createStatements(db);
  const lost = [...told.tickets].filter(([id, ticket]) => {
    const row = queue.ticket(id);
    return row?.number !== ticket.number || (ORDER[row.state] ?? -1) < (ORDER[ticket.state] ?? 9);
  });
  const unpaid = [...told.payments].filter(([id, { serial, amountFen }]) => {
    const row = money.transaction(id);
    return row?.serial !== serial || row.amountFen !== amountFen;
  });
  expect({ lost, unpaid }).toEqual({ lost: [], unpaid: [] });
}

/** One effect per command, books that balance, a chain that is whole. */
function expectOneEffectEach(db: ReadableDb, told: Told, acknowledged: readonly Acknowledged[], day: string): void {
  const statements = createStatements(db);
  const count = (sql: string) => db.prepare<[string], { n: number }>(`${sql} business_day = ?`).get(day)?.n;
  const sent = (procedure: string) => acknowledged.filter((command) => command.procedure === procedure).length;
  const called = [...told.tickets.values()].filter(({ state }) => state !== 'waiting').length;
  expect(sent('queue.issue')).toBe(told.tickets.size);
  expect(count('SELECT count(*) AS n FROM ticket WHERE')).toBe(told.tickets.size);
  expect(count('SELECT count(DISTINCT number) AS n FROM ticket WHERE')).toBe(told.tickets.size);
  const calls = "SELECT count(*) AS n FROM journal j JOIN ticket t ON j.subject = 'ticket/' || t.id WHERE j.type = 'ticket.called' AND";
  expect(count(calls)).toBe(called);
  expect(sent('transactions.pay')).toBe(told.payments.size);
  expect(count('SELECT count(*) AS n FROM counter_transaction WHERE')).toBe(told.payments.size);
  expect(new Set([...told.payments.values()].map(({ serial }) => serial)).size).toBe(told.payments.size);
  expect(acknowledged.filter(({ commandId }) => statements.journal.command(commandId) === undefined)).toEqual([]);
  expect(statements.money.unbalancedEntries()).toEqual([]);
  expect(statements.money.driftedAccounts()).toEqual([]);
  expect(db.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(verifyChain(statements.journal).findings).toEqual([]);
}

function withStore(work: (db: ReadableDb) => void): void {
  const db = openDatabase(join(folder.path, 'store.db'), { readonly: true });
  try {
    work(db);
  } finally {
    db.close();
  }
}

const start = async () => {
  const host = await hosts.begin();
  return { host, url: await host.ready };
};

test('after more than two hundred kills every acknowledged command is there, once, and the chain is whole', async () => {
  const chance = seededChance(20260310);
  const told: Told = { tickets: new Map(), payments: new Map() };
  const answers = createAnswers();
  const succession = createSuccession();
  let { host, url } = await start();
  const clerks = await openCounters(url);
  const lobby = await signIn(url, 'lobby');
  const { businessDay } = await lobby.call('queue.board', {});

  const clientOf = (token: string, sending?: Sending) =>
    createStubbornClient({ whereabouts: succession, token, onAcknowledged: answers.add, ...(sending ? { sending } : {}) });
  const hall = createWorkingHall(told, (sending) => clientOf(lobby.token, sending), chance);
  const work = hall.open(new Map([...clerks].map(([counter, token]) => [counter, clientOf(token)])));
  let isBroken = false;
  const broken = work.catch(() => {
    isBroken = true;
  });
  succession.announce(0, url);

  let starting = 0;
  let kills = 0;
  while (kills < KILLS_UNDER_LOAD && !isBroken) {
    await Promise.race([answers.more(Math.floor(chance() * (MOST_ANSWERS + 1))), broken]);
    await moment(chance() * MOST_MS_MORE);
    await host.kill();
    kills += 1;
    if (kills % STARTING_EVERY === 0) {
      const unborn = await hosts.begin();
      await moment(chance() * LONGEST_START_MS);
      await unborn.kill();
      starting += 1;
    }
    ({ host, url } = await start());
    if (kills % 20 === 0) withStore((db) => expectAcknowledged(db, told));
    succession.announce(kills, url);
  }
  hall.close();
  await work;

  const { acknowledged } = answers;
  const again = acknowledged.filter(({ sendings }) => sendings > 1).length;
  process.stdout.write(
    `${kills} kills under load, ${starting} while starting; ${acknowledged.length} commands acknowledged, ${again} of them asked again after a kill; ${told.tickets.size} tickets, ${told.payments.size} payments\n`,
  );
  expect((await httpCaller(url, lobby.token)('queue.board', {})).today.issued).toBe(told.tickets.size);
  await host.kill();
  withStore((db) => {
    expectAcknowledged(db, told);
    expectOneEffectEach(db, told, acknowledged, businessDay);
  });
  expect(kills).toBeGreaterThanOrEqual(200);
  expect(again).toBeGreaterThan(50);
}, 900_000);
