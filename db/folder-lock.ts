/**
 * One data folder, one host. The lock is an exclusive transaction on a small SQLite file beside the store:
 * the operating system lets go of it when the process dies, however it dies, on every platform.
 */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { notWritable } from './database.ts';
import { DbError } from './db-error.ts';

/** Held until released, and only as long as somebody keeps this. */
export type FolderLock = { release(): void };

/**
 * @throws DbError `db/in-use` when another host holds the folder; `db/damaged` when the lock's file is no lock;
 *   `db/not-writable` when nothing can be locked there.
 */
export function lockFolder(folder: string): FolderLock {
  const path = join(folder, 'host.lock');
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { timeout: 0 });
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    throw refusal(folder, path, error);
  }
  const held = db;
  return { release: () => held.close() };
}

function refusal(folder: string, path: string, error: unknown): DbError {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY'))
    return new DbError(
      'db/in-use',
      `Another store host is already running on ${folder}. Close it first, or give this one another folder with --data.`,
      error,
    );
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT'))
    return new DbError(
      'db/damaged',
      `${path} is damaged. It holds no data: make sure that no host runs, delete it and start again.`,
      error,
    );
  return notWritable(path, error);
}
