/** What the tables themselves refuse, whatever the code above them does. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { specimenTicket } from '../tests/parts/specimen-ticket.ts';
import { openDatabase, type ReadableDb, transact } from './database.ts';
import { createJournalStatements } from './journal.ts';
import { migrate } from './migrate.ts';
import { createQueueStatements, type TicketRow } from './queue.ts';

let db: ReadableDb;
beforeEach(() => {
  db = openDatabase(':memory:');
  migrate(db);
});
afterEach(() => db.close());

const ticket = (id: string, changes: Partial<TicketRow> = {}) => specimenTicket(id, { id, letter: 'A', ...changes });
const insert = (row: TicketRow) => transact(db, (tx) => createQueueStatements(db).insertTicket(tx, row));

test('an entry of the journal can be neither edited nor removed', () => {
  const journal = createJournalStatements(db);
  const row = { seq: 1, id: 'a', type: 'x.done', subject: 'x/1', time: 1, actor: 'system', station: 'host', data: '{}' };
  transact(db, (tx) => journal.append(tx, { ...row, hash: new Uint8Array(32) }));
  expect(() => db.exec("UPDATE journal SET data = '[]'")).toThrow(/never edited/);
  expect(() => db.exec('DELETE FROM journal')).toThrow(/never cut/);
  expect(journal.last()).toMatchObject(row);
});

test('a counter has one visitor at most, called or served', () => {
  insert(ticket('A001', { state: 'called', counter: 1 }));
  expect(() => insert(ticket('A002', { state: 'serving', counter: 1 }))).toThrow(/UNIQUE/);
  insert(ticket('A003', { state: 'done', counter: 1 }));
  insert(ticket('A004', { state: 'called', counter: 2 }));
});

test('a number stands once in a day, and again on the next', () => {
  insert(ticket('one', { number: 'A001' }));
  expect(() => insert(ticket('two', { number: 'A001' }))).toThrow(/UNIQUE/);
  insert(ticket('three', { number: 'A001', businessDay: '2026-03-11' }));
});

test('a ticket cannot be called without a counter, nor be in a state nobody knows', () => {
  expect(() => insert(ticket('A001', { state: 'called' }))).toThrow(/CHECK/);
  expect(() => insert(ticket('A002', { state: 'lost' }))).toThrow(/CHECK/);
  expect(() => insert(ticket('A003', { paper: 'eaten' }))).toThrow(/CHECK/);
});

test('numbers of a day count per letter and never repeat', () => {
  const queue = createQueueStatements(db);
  const taken = transact(db, (tx) => [
    queue.takeNumber(tx, '2026-03-10', 'A'),
    queue.takeNumber(tx, '2026-03-10', 'B'),
    queue.takeNumber(tx, '2026-03-10', 'A'),
    queue.takeNumber(tx, '2026-03-11', 'A'),
  ]);
  expect(taken).toEqual([1, 1, 2, 1]);
});

test('a counter has one live session, an ended one leaves it free', () => {
  db.exec("INSERT INTO account (id, account, name, role, password_hash, created_at) VALUES ('p', 'p', 'P', 'clerk', '', 1)");
  const session = db.prepare(
    "INSERT INTO session (token_hash, id, account, role, counter, seat, started_at, ended_at) VALUES (?, ?, 'p', 'clerk', 1, 'active', 1, ?)",
  );
  const hash = (byte: number) => new Uint8Array(32).fill(byte);
  session.run(hash(1), 'ended', 2);
  session.run(hash(2), 'live', null);
  expect(() => session.run(hash(3), 'second', null)).toThrow(/UNIQUE/);
});

test('change that is not what was received less what is owed is refused', () => {
  db.pragma('foreign_keys = OFF');
  const pay = (amount: number, received: number, change: number) =>
    db
      .prepare(`INSERT INTO counter_transaction VALUES (?, ?, '2026-03-10', 'payment', 1, 'p', NULL, 'c', 's', 'number', ?, ?, ?, 0, 1)`)
      .run(`${amount}-${received}-${change}`, `${amount}-${received}-${change}`, amount, received, change);
  pay(5000, 10_000, 5000);
  expect(() => pay(5000, 10_000, 4000)).toThrow(/CHECK/);
  expect(() => pay(5000, 4000, -1000)).toThrow(/CHECK/);
  expect(() => pay(0, 0, 0)).toThrow(/CHECK/);
});
