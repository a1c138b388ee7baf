import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type ReadableDb } from './database.ts';
import { createGroupCommit, type GroupCommit } from './transactions.ts';

let db: ReadableDb;
let group: GroupCommit;
beforeEach(() => {
  db = openDatabase(':memory:');
  db.exec('CREATE TABLE line (text TEXT NOT NULL UNIQUE) STRICT');
  group = createGroupCommit(db);
});
afterEach(() => db.close());

const insert = (text: string) => db.prepare('INSERT INTO line (text) VALUES (?)').run(text);
const lines = () =>
  db
    .prepare<[], { text: string }>('SELECT text FROM line ORDER BY rowid')
    .all()
    .map((row) => row.text);

test('a unit that throws is undone alone; its neighbours are written', () => {
  group.commit((unit) => {
    unit(() => insert('first'));
    expect(() =>
      unit(() => {
        insert('half done');
        throw new Error('refused');
      }),
    ).toThrow('refused');
    unit(() => insert('third'));
  });
  expect(lines()).toEqual(['first', 'third']);
});

test('a unit answers what its body answers', () => {
  group.commit((unit) => expect(unit(() => 42)).toBe(42));
});

test('an error of the database inside a unit undoes that unit alone', () => {
  group.commit((unit) => {
    unit(() => insert('once'));
    expect(() => unit(() => insert('once'))).toThrow(/UNIQUE/);
  });
  expect(lines()).toEqual(['once']);
});

test('when the disk is full in the middle, nothing of the group is written and no later unit runs', () => {
  // A table without a second index: SQLite then gives up the whole transaction, not the statement alone.
  db.exec('CREATE TABLE bare (text TEXT NOT NULL) STRICT');
  const insertBare = (text: string) => db.prepare('INSERT INTO bare (text) VALUES (?)').run(text);
  const bare = () => db.prepare<[], { text: string }>('SELECT text FROM bare').all();
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  const ran: string[] = [];
  const runAll = () =>
    group.commit((unit) => {
      for (const text of ['first', 'x'.repeat(100_000), 'after']) {
        try {
          unit(() => {
            ran.push(text);
            insertBare(text);
          });
        } catch {
          // As the runner of commands: one refused unit, and the next is tried.
        }
      }
    });
  expect(runAll).toThrow(expect.objectContaining({ code: 'SQLITE_FULL' }));
  expect(ran).not.toContain('after');
  expect(db.inTransaction).toBe(false);
  expect(bare()).toEqual([]);
  db.pragma('max_page_count = 100000');
  group.commit((unit) => unit(() => insertBare('room again')));
  expect(bare()).toEqual([{ text: 'room again' }]);
});
