/**
 * Thirty-two clients press at random, several of them at the same counter and in the same moment. Afterwards the journal is
 * read from its beginning and every call is checked against the pure policy: it was the right ticket at that moment.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoreHost } from '../../core/host.ts';
import type { Board } from '../../core/queue/contract.ts';
import { createHall } from '../../core/queue/hall.ts';
import { chooseNext, type QueuedTicket } from '../../core/queue/policy.ts';
import { LANES, type Lane } from '../../core/values.ts';
import { openDatabase } from '../../db/database.ts';
import { createJournalStatements, type JournalRow } from '../../db/journal.ts';
import { createManualClock } from '../parts/manual-clock.ts';
import { makeStoreFolder, openSocket, runHost, type SocketCaller, type StoreFolder, signIn } from '../parts/running-host.ts';

const CLIENTS = 32;
/** Of them, so many look on: the whole board after every change is a lot to read for one test process. */
const WATCHERS = 4;
const COUNTERS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
const SERVED = ['AB', 'AB', 'ABC', 'ABCGZ', 'Z', 'AZ', 'BG', 'ABCGZ'];
const LETTERS = ['A', 'B', 'C', 'G', 'Z'] as const;
/** Answers that two people at one counter must expect. */
const EXPECTED = new Set(['counter/busy', 'queue/nothing-called', 'queue/nothing-serving', 'queue/recall-limit']);

type Step =
  | { readonly do: 'issue'; readonly letter: string; readonly lane: Lane; readonly laterMs: number }
  | { readonly do: 'callNext' | 'recall' | 'start' | 'finish' | 'noShow'; readonly counter: number; readonly laterMs: number };
type Watcher = { last: Board | null; reached(seq: number): Promise<Board> };

let folder: StoreFolder;
let host: StoreHost & { readonly logged: readonly string[] };
let callers: readonly SocketCaller[];
let watchers: readonly Watcher[];
const clock = createManualClock();
/** What callNext answered, in any order. */
const handedOut: { readonly counter: number; readonly ticket: string }[] = [];
let commands = 0;

beforeAll(async () => {
  folder = makeStoreFolder({ counters: COUNTERS.map((counter, index) => ({ counter, services: [...(SERVED[index] ?? 'A')] })) });
  host = await runHost(folder, { clock });
  const { token, call } = await signIn(host.url, 'duty');
  for (const counter of COUNTERS) await call('counters.setState', { commandId: randomUUID(), counter, state: 'open' });
  callers = await Promise.all(Array.from({ length: CLIENTS }, () => openSocket(host.url, token)));
  watchers = await Promise.all(callers.slice(0, WATCHERS).map(watch));
});
afterAll(async () => {
  for (const caller of callers) caller.close();
  await host.close();
  folder.remove();
});

async function watch({ client }: SocketCaller): Promise<Watcher> {
  const awaited: { readonly seq: number; readonly resolve: (board: Board) => void }[] = [];
  const watcher: Watcher = {
    last: null,
    reached(seq) {
      if (watcher.last && watcher.last.seq >= seq) return Promise.resolve(watcher.last);
      return new Promise((resolve) => {
        awaited.push({ seq, resolve });
      });
    },
  };
  const boards = await client.queue.watch({});
  void (async () => {
    for await (const board of boards) {
      expect(board.seq).toBeGreaterThanOrEqual(watcher.last?.seq ?? 0);
      watcher.last = board;
      for (const { seq, resolve } of awaited) if (board.seq >= seq) resolve(board);
    }
  })().catch(() => undefined); // The stream ends with the socket.
  return watcher;
}

/** Does one step; refusals that two people at one counter must expect are answers too. */
async function perform({ client }: SocketCaller, step: Step): Promise<void> {
  clock.advance(step.laterMs);
  commands += 1;
  const commandId = randomUUID();
  try {
    if (step.do === 'issue') {
      await client.queue.issue({ commandId, service: step.letter, lane: step.lane });
      return;
    }
    const { ticket } = await client.queue[step.do]({ commandId, counter: step.counter });
    if (step.do === 'callNext' && ticket) handedOut.push({ counter: step.counter, ticket: ticket.id });
  } catch (error) {
    if (!(error instanceof ORPCError) || !EXPECTED.has(error.code)) throw error;
  }
}

const laterMs = fc.integer({ min: 0, max: 4000 });
const steps = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('issue' as const),
        letter: fc.constantFrom(...LETTERS),
        lane: fc.constantFrom(...LANES),
        laterMs,
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constantFrom(
          'callNext' as const,
          'callNext' as const,
          'start' as const,
          'finish' as const,
          'recall' as const,
          'noShow' as const,
        ),
        counter: fc.constantFrom(...COUNTERS),
        laterMs,
      }),
    },
  ),
  { minLength: 10, maxLength: 25 },
);

test('any mix of presses by thirty-two clients is answered', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { minLength: CLIENTS, maxLength: CLIENTS }), async (scripts) => {
      await Promise.all(
        callers.map(async (caller, index) => {
          for (const step of scripts[index] ?? []) await perform(caller, step);
        }),
      );
    }),
    // A failing mix is not made smaller: the hall has moved on meanwhile.
    { numRuns: 3, endOnFailure: true },
  );
}, 120_000);

test('all counters pressing next in the same moment, twice each, get different tickets', async () => {
  const first = callers[0];
  if (!first) throw new Error('No client');
  for (let round = 0; round < 15; round += 1) {
    for (const counter of COUNTERS) {
      for (const verb of ['start', 'finish'] as const) await perform(first, { do: verb, counter, laterMs: 500 });
    }
    for (const letter of ['A', 'B', 'Z'] as const) await perform(first, { do: 'issue', letter, lane: 'ordinary', laterMs: 0 });
    await Promise.all(
      callers.slice(0, 16).map((caller, index) => perform(caller, { do: 'callNext', counter: COUNTERS[index % 8] ?? 1, laterMs: 0 })),
    );
  }
  const tickets = handedOut.map(({ ticket }) => ticket);
  expect(tickets.length).toBeGreaterThan(50);
  expect(new Set(tickets).size).toBe(tickets.length);
}, 120_000);

test('each call in the journal was the policy’s choice at that moment, for a free counter and one of its services', () => {
  const hall = createHall(host.settings);
  const waiting = new Map<string, QueuedTicket>();
  const numbers = new Set<string>();
  const busy = new Map<number, string>();
  const seen = { issued: 0, called: 0, recalled: 0, 'no-show': 0, finished: 0 };

  for (const { type, subject, time, data } of todaysJournal()) {
    const fact = JSON.parse(data) as { number: string; service: string; lane: Lane; counter: number }; // As queue/service.ts states them.
    if (type === 'ticket.issued') {
      expect(numbers.has(fact.number)).toBe(false);
      numbers.add(fact.number);
      waiting.set(subject, { id: subject.slice('ticket/'.length), letter: fact.service, lane: fact.lane, issuedAt: time });
      seen.issued += 1;
    } else if (type === 'ticket.called') {
      const letters = hall.counter(fact.counter)?.letters ?? new Set<string>();
      const best = chooseNext([...waiting.values()], letters, time, hall.weights);
      expect(best?.ticket.id).toBe(subject.slice('ticket/'.length));
      expect(busy.has(fact.counter)).toBe(false);
      busy.set(fact.counter, subject);
      waiting.delete(subject);
      seen.called += 1;
    } else if (type === 'ticket.recalled') {
      expect(busy.get(fact.counter)).toBe(subject);
      seen.recalled += 1;
    } else if (type === 'ticket.finished' || type === 'ticket.no-show') {
      expect(busy.get(fact.counter)).toBe(subject);
      busy.delete(fact.counter);
      seen[type === 'ticket.finished' ? 'finished' : 'no-show'] += 1;
    }
  }
  expect(seen.called).toBe(handedOut.length);
  expect(Object.values(seen).every((count) => count > 10)).toBe(true);
  process.stdout.write(`${commands} commands of ${CLIENTS} clients: ${JSON.stringify(seen)}\n`);
});

test('the board is what the database says, and every watcher’s last board is that board', async () => {
  const first = callers[0];
  if (!first) throw new Error('No client');
  await perform(first, { do: 'issue', letter: 'A', lane: 'ordinary', laterMs: 0 });
  const board = await first.client.queue.board({});
  const last = await Promise.all(watchers.map((watcher) => watcher.reached(board.seq)));
  for (const seen of last) expect(seen).toEqual(board);

  const db = openDatabase(join(folder.path, 'store.db'), { readonly: true });
  const rows = db
    .prepare<[string], { id: string; number: string; lane: string; state: string; counter: number | null; calls: number }>(
      'SELECT id, number, lane, state, counter, calls FROM ticket WHERE business_day = ? ORDER BY issued_at, id',
    )
    .all(board.businessDay);
  db.close();
  const listed = new Set(['waiting', 'called', 'serving', 'no-show']);
  expect(board.tickets.map(({ id, number, lane, state, counter, calls }) => ({ id, number, lane, state, counter, calls }))).toEqual(
    rows.filter(({ state }) => listed.has(state)),
  );
  expect(board.today).toMatchObject({
    issued: rows.length,
    served: rows.filter(({ state }) => state === 'done').length,
    noShow: rows.filter(({ state }) => state === 'no-show').length,
  });
  for (const { counter, ticket } of board.counters) {
    expect(ticket?.id).toBe(rows.find((row) => row.counter === counter && (row.state === 'called' || row.state === 'serving'))?.id);
  }
  expect(host.logged).toEqual([]);
});

/** Entries since the counters of the test were opened; the demo's history is another day. */
function todaysJournal(): readonly JournalRow[] {
  const db = openDatabase(join(folder.path, 'store.db'), { readonly: true });
  const rows = createJournalStatements(db).from(1, 1_000_000);
  db.close();
  return rows.slice(rows.findIndex(({ type }) => type === 'store.started'));
}
