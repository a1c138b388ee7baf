import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkIntegrity, isDiskFull, isFileBroken, openDatabase, requireWal, transact } from './database.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tingtai-database-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('every opening asks for WAL, a full flush at each commit and foreign keys', () => {
  const path = join(folder, 'store.db');
  for (const _ of ['first opening', 'second opening']) {
    const db = openDatabase(path);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
    db.close();
  }
});

test('a file that is no database is called damaged, by its path', () => {
  const path = join(folder, 'store.db');
  writeFileSync(path, 'this is a shopping list, and not a database at all, whatever its name says '.repeat(20));
  expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'db/damaged', message: expect.stringContaining(path) }));
});

test('a page overwritten in the middle of the file is found by the integrity check', () => {
  const path = join(folder, 'store.db');
  const db = openDatabase(path);
  db.exec('CREATE TABLE line (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT; CREATE INDEX line_by_text ON line (text)');
  transact(db, () => {
    const insert = db.prepare('INSERT INTO line (text) VALUES (?)');
    for (let index = 0; index < 2000; index += 1) insert.run(`line ${index} ${'x'.repeat(50)}`);
  });
  checkIntegrity(db, path);
  const pageSize = Number(db.pragma('page_size', { simple: true }));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const file = openSync(path, 'r+');
  writeSync(file, new Uint8Array(pageSize).fill(0xa5), 0, pageSize, 20 * pageSize);
  closeSync(file);
  const again = openDatabase(path);
  expect(() => checkIntegrity(again, path)).toThrow(expect.objectContaining({ code: 'db/damaged' }));
  again.close();
});

test('only errors for want of room count as a full disk', () => {
  const db = openDatabase(':memory:');
  db.exec('CREATE TABLE line (text TEXT NOT NULL) STRICT');
  db.pragma(`max_page_count = ${db.pragma('page_count', { simple: true })}`);
  expect(isDiskFull(thrownBy(() => db.prepare('INSERT INTO line VALUES (?)').run('x'.repeat(10_000))))).toBe(true);
  expect(isDiskFull(thrownBy(() => db.prepare('INSERT INTO line VALUES (NULL)').run()))).toBe(false);
  expect(isDiskFull(new Error('SQLITE_FULL'))).toBe(false);
  db.close();
});

test('a failed write for want of room is a full disk, any other failure of the disk a broken file, a refused row neither', () => {
  const kind = (code: string) => {
    const error = new Database.SqliteError('it failed', code);
    return isDiskFull(error) ? 'full' : isFileBroken(error) ? 'broken' : 'neither';
  };
  const kinds = Object.groupBy(
    [
      'SQLITE_FULL',
      'SQLITE_IOERR_WRITE',
      'SQLITE_IOERR_FSYNC',
      'SQLITE_IOERR_TRUNCATE',
      'SQLITE_IOERR',
      'SQLITE_IOERR_READ',
      'SQLITE_IOERR_SHORT_READ',
      'SQLITE_IOERR_CORRUPTFS',
      'SQLITE_CORRUPT',
      'SQLITE_CORRUPT_INDEX',
      'SQLITE_NOTADB',
      'SQLITE_BUSY',
      'SQLITE_CONSTRAINT_UNIQUE',
    ],
    kind,
  );
  expect(kinds).toEqual({
    full: ['SQLITE_FULL', 'SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_TRUNCATE'],
    broken: [
      'SQLITE_IOERR',
      'SQLITE_IOERR_READ',
      'SQLITE_IOERR_SHORT_READ',
      'SQLITE_IOERR_CORRUPTFS',
      'SQLITE_CORRUPT',
      'SQLITE_CORRUPT_INDEX',
      'SQLITE_NOTADB',
    ],
    neither: ['SQLITE_BUSY', 'SQLITE_CONSTRAINT_UNIQUE'],
  });
});

test('a file that cannot be opened for writing is not called damaged', () => {
  const path = join(folder, 'store.db');
  mkdirSync(path);
  expect(() => openDatabase(path)).toThrow(expect.objectContaining({ code: 'db/not-writable', message: expect.stringContaining(path) }));
});

test('a disk that refuses the write-ahead log is refused; a database in memory has none', () => {
  const path = join(folder, 'store.db');
  expect(() => requireWal(path, 'delete', false)).toThrow(
    expect.objectContaining({ code: 'db/not-writable', message: expect.stringMatching(/network share/) }),
  );
  requireWal(path, 'wal', false);
  openDatabase(':memory:').close();
});

function thrownBy(work: () => unknown): unknown {
  try {
    work();
  } catch (error) {
    return error;
  }
  return undefined;
}
