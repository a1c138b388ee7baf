/**
 * The floor: better-sqlite3 alone writing what a pair writes, same tables, rows and pragmas, with none of our code around it:
 * no rules, no reads, no hashing, no promises. Rows are made before the clock starts.
 *
 *   issue    daily_number upsert · ticket insert · journal insert · command insert
 *   call     ticket update · journal insert · command insert
 */
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import path from 'node:path';
import Database from 'better-sqlite3';
import { shippedMigrations } from '../../../db/migrate.ts';
import { COUNTERS, letterOf, WAITING } from './hall.ts';
import { longestTurn, type PairsMeasured } from './pairs.ts';

const BUSINESS_DAY = '2026-03-10';

/** One visitor's rows, ready to be bound. */
type PairRows = {
  readonly letter: string;
  readonly ticket: readonly unknown[];
  readonly issued: readonly unknown[];
  readonly issueCommand: readonly unknown[];
  readonly call: readonly unknown[];
  readonly called: readonly unknown[];
  readonly callCommand: readonly unknown[];
  readonly clear: readonly unknown[];
};

export type Floor = {
  /** Writes prepared rows of one command: for a server that groups by itself. */
  issue(rows: PairRows): void;
  call(rows: PairRows): void;
  clear(rows: PairRows): void;
  /** Rows of the next visitor, called at `counter`. */
  nextRows(counter: number): PairRows;
  begin(): void;
  commit(): void;
  /** Pairs with so many commands in each commit. */
  run(commandsPerCommit: number, forMs: number): PairsMeasured;
  close(): void;
};

/** Makes an empty store file `floor.db` in `folder` and prepares the writes on it. */
export function openFloor(folder: string): Floor {
  const db = new Database(path.join(folder, 'floor.db'));
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'temp_store = MEMORY', 'cache_size = -16000']) {
    db.pragma(pragma);
  }
  for (const migration of shippedMigrations()) db.exec(migration.sql);
  const takeNumber = db.prepare(
    `INSERT INTO daily_number (business_day, letter, last) VALUES (?, ?, 1)
     ON CONFLICT (business_day, letter) DO UPDATE SET last = last + 1 RETURNING last`,
  );
  const insertTicket = db.prepare('INSERT INTO ticket VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const updateTicket = db.prepare(
    `UPDATE ticket SET state = ?, paper = ?, called_at = ?, last_called_at = ?, last_call_seq = ?, started_at = ?, finished_at = ?,
       counter = ?, clerk = ?, calls = ?, restored = ? WHERE id = ?`,
  );
  const insertEntry = db.prepare('INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertCommand = db.prepare('INSERT INTO command VALUES (?, ?, ?, ?, ?, ?)');
  const begin = db.prepare('BEGIN IMMEDIATE');
  const commit = db.prepare('COMMIT');
  let seq = 0;
  let visitors = 0;

  function nextRows(counter: number): PairRows {
    visitors += 1;
    seq += 2;
    const now = Date.now();
    const id = orderedId(visitors);
    const letter = letterOf(visitors);
    const number = `${letter}${String(Math.ceil(visitors / 26)).padStart(3, '0')}`;
    const entry = (at: number, type: string, data: unknown) =>
      [at, orderedId(visitors), type, `ticket/${id}`, now, 'system', 'host', JSON.stringify(data), randomBytes(32)] as const;
    const command = (type: string) =>
      [randomUUID(), type, 'system', createHash('sha256').update(id).digest(), answer(id, number), now] as const;
    return {
      letter,
      ticket: [id, BUSINESS_DAY, number, letter, 'ordinary', 'waiting', 'none', now, null, null, null, null, null, null, null, 0, 0],
      issued: entry(seq - 1, 'ticket.issued', { number, service: letter, lane: 'ordinary', paper: 'none', businessDay: BUSINESS_DAY }),
      issueCommand: command('queue.issue'),
      call: ['called', 'none', now, now, seq, null, null, counter, 'system', 1, 0, id],
      called: entry(seq, 'ticket.called', { number, counter, score: 0.01 }),
      callCommand: command('queue.callNext'),
      clear: ['no-show', 'none', now, now, seq, null, now, counter, 'system', 1, 0, id],
    };
  }

  const floor: Floor = {
    nextRows,
    begin: () => void begin.run(),
    commit: () => void commit.run(),
    issue(rows) {
      takeNumber.get(BUSINESS_DAY, rows.letter);
      insertTicket.run(rows.ticket);
      insertEntry.run(rows.issued);
      insertCommand.run(rows.issueCommand);
    },
    call(rows) {
      updateTicket.run(rows.call);
      insertEntry.run(rows.called);
      insertCommand.run(rows.callCommand);
    },
    clear: (rows) => void updateTicket.run(rows.clear),
    run: (commandsPerCommit, forMs) => runFloor(floor, commandsPerCommit, forMs),
    close: () => void db.close(),
  };
  for (let n = 0; n < WAITING; n += 1) floor.issue(nextRows(1));
  return floor;
}

/** Rounds as the load has them: one pair per counter, cleared off the clock. */
function runFloor(floor: Floor, commandsPerCommit: number, forMs: number): PairsMeasured {
  const latenciesMs: number[] = [];
  const endsAt = performance.now() + longestTurn(forMs);
  let elapsedMs = 0;
  while (elapsedMs < forMs && performance.now() < endsAt) {
    const round = Array.from({ length: COUNTERS }, (_, index) => floor.nextRows(index + 1));
    const startedAt = performance.now();
    for (let from = 0; from < round.length; from += commandsPerCommit) {
      const group = round.slice(from, from + commandsPerCommit);
      const groupAt = performance.now();
      for (const write of [floor.issue, floor.call]) {
        floor.begin();
        for (const rows of group) write(rows);
        floor.commit();
      }
      const groupMs = performance.now() - groupAt;
      for (const _ of group) latenciesMs.push(groupMs);
    }
    elapsedMs += performance.now() - startedAt;
    floor.begin();
    for (const rows of round) floor.clear(rows);
    floor.commit();
  }
  return { pairs: latenciesMs.length, pairsPerSecond: (latenciesMs.length * 1000) / elapsedMs, latenciesMs };
}

/** UUID-shaped and in order, as the store's ids are, so that the index grows at its end. */
function orderedId(n: number): string {
  const head = n.toString(16).padStart(12, '0');
  const tail = randomBytes(8).toString('hex');
  return `${head.slice(0, 8)}-${head.slice(8)}-7${tail.slice(0, 3)}-8${tail.slice(3, 6)}-${tail.slice(4)}`;
}

/** What the store keeps as the answer of a command: the ticket as it crossed the border. */
function answer(id: string, number: string): string {
  const at = new Date().toISOString();
  const times = { issuedAt: at, calledAt: at, startedAt: null, finishedAt: null };
  const place = { ahead: 20, expectedWaitSeconds: 960, counter: 1, calls: 1 };
  return JSON.stringify({ id, number, service: 'A', lane: 'ordinary', state: 'called', paper: 'none', ...times, ...place });
}
