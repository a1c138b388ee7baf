/** From a data folder to an open, locked, checked and migrated store. The first half of starting a host; `verify` and bench use it too. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { checkIntegrity, openDatabase, type ReadableDb } from '../../db/database.ts';
import { DbError } from '../../db/db-error.ts';
import { type FolderLock, lockFolder } from '../../db/folder-lock.ts';
import { createJournalStatements } from '../../db/journal.ts';
import { migrate, versionOf } from '../../db/migrate.ts';
import type { Clock } from '../clock.ts';
import { verifyChain } from '../journal/verify.ts';
import { type DataFolder, prepareFolder } from './data-folder.ts';

/** Entries whose hashes are checked at every start; `npm run verify` checks all. */
const TAIL = 500;
/** Larger files are page-checked in the background right after the start: the check reads every page, seconds on a slow disk. */
const CHECK_AT_ONCE_BYTES = 64 * 1_048_576;

export type OpenStore = {
  readonly db: ReadableDb;
  /** True when the folder held no store before. */
  readonly isNew: boolean;
  /** True when the page check is still to be done, by `checkIntegrity` beside the running host. */
  readonly checkLater: boolean;
  close(): void;
};

/**
 * Opens the store of a folder.
 * @param options.discardHalfMadeDemo A demo store whose making was killed half-way is made anew; nobody worked in it.
 * @throws DbError `db/in-use` · `db/damaged` · `db/version-from-future` · `db/migration-failed`.
 */
export function openStore(folder: DataFolder, clock: Clock, options: { readonly discardHalfMadeDemo?: boolean } = {}): OpenStore {
  prepareFolder(folder);
  const lock: FolderLock = lockFolder(folder.path);
  try {
    if (options.discardHalfMadeDemo) discardHalfMade(folder);
    const isNew = !existsSync(folder.database) || statSync(folder.database).size === 0;
    // A key without data is a store that lost its database: making a new one in its place would hide that.
    if (isNew && existsSync(folder.key)) {
      throw new DbError(
        'db/damaged',
        `${folder.database} is missing or empty, but ${folder.key} says that there was a store. Restore the last backup, or remove store.key as well to begin a new store.`,
      );
    }
    const checkLater = !isNew && statSync(folder.database).size > CHECK_AT_ONCE_BYTES;
    const db = openDatabase(folder.database);
    try {
      if (!isNew && !checkLater) checkIntegrity(db, folder.database);
      const stamp = new Date(clock.now()).toISOString().replaceAll(':', '');
      migrate(db, { backupPath: join(folder.backups, `before-migration-${stamp}.db`) });
      checkTail(db, folder.database);
    } catch (error) {
      db.close();
      throw error;
    }
    const close = () => {
      db.close();
      lock.release();
    };
    return { db, isNew, checkLater, close };
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** Removes a database that never finished its set-up. */
function discardHalfMade(folder: DataFolder): void {
  if (!existsSync(folder.database)) return;
  const db = openDatabase(folder.database);
  // A file of version 0 is empty or not ours: neither is removed.
  const isHalfMade = versionOf(db) > 0 && createJournalStatements(db).fact('set-up') === undefined;
  db.close();
  if (!isHalfMade) return;
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${folder.database}${suffix}`, { force: true });
  rmSync(folder.key, { force: true });
}

function checkTail(db: ReadableDb, path: string): void {
  const journal = createJournalStatements(db);
  const last = journal.last()?.seq ?? 0;
  const { findings } = verifyChain(journal, Math.max(1, last - TAIL + 1));
  const [first] = findings;
  if (first)
    throw new DbError('db/damaged', `${path}: the journal is broken at entry ${first.seq} (${first.problem}). Restore the last backup.`);
}
