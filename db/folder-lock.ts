/**
 * One data folder, one host. The lock is an exclusive transaction on a small SQLite file beside the store:
 * the operating system lets go of it when the process dies, however it dies, on every platform.
 */

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DbError } from './db-error.ts';

export type FolderLock = { release(): void };

/** @throws DbError `db/in-use` when another host holds the folder. */
export function lockFolder(folder: string): FolderLock {
  const db = new Database(join(folder, 'host.lock'), { timeout: 0 });
  try {
    db.pragma('locking_mode = EXCLUSIVE');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db.close();
    throw new DbError(
      'db/in-use',
      `Another store host is already running on ${folder}. Close it first, or give this one another folder with --data.`,
      error,
    );
  }
  return { release: () => db.close() };
}
