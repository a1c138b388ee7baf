/**
 * Copies of a store: taken while it runs, put back only where no host runs. A copy is a folder with the database in one
 * consistent state, the settings and the key; without the key the personal data in it cannot be read.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '../../db/copy-database.ts';
import { checkIntegrity, openDatabase } from '../../db/database.ts';
import { lockFolder } from '../../db/folder-lock.ts';
import { createJournalStatements } from '../../db/journal.ts';
import { verifyChain } from '../journal/verify.ts';
import { dataFolder } from './data-folder.ts';
import { requireStore } from './require-store.ts';

/** The target folder is not empty. */
export class NotEmptyError extends Error {
  readonly code = 'store/not-empty';
}

/**
 * Copies the store of `data` into the new folder `to`.
 * @returns journal entries in the copy. @throws NoStoreError · NotEmptyError · DbError
 */
export async function backupStore(data: string, to: string): Promise<number> {
  const from = requireStore(dataFolder(data));
  const target = dataFolder(to);
  if (existsSync(to) && readdirSync(to).length > 0) throw new NotEmptyError(`${to} is not empty. Name a new folder for the backup.`);
  mkdirSync(to, { recursive: true });
  await copyDatabase(from.database, target.database);
  for (const name of ['settings', 'key'] as const) if (existsSync(from[name])) copyFileSync(from[name], target[name]);
  return checkCopy(target.database);
}

/**
 * Puts the copy in `from` in the place of the store in `data`; what was there is kept beside it.
 * @returns journal entries now, and where the former store went (null when there was none). @throws NoStoreError · DbError `db/in-use` · `db/damaged`
 */
export function restoreStore(data: string, from: string, stamp: string): { readonly entries: number; readonly kept: string | null } {
  const source = requireStore(dataFolder(from));
  const target = dataFolder(data);
  const entries = checkCopy(source.database);
  mkdirSync(target.backups, { recursive: true });
  const lock = lockFolder(data);
  try {
    const kept = existsSync(target.database) ? join(target.backups, `before-restore-${stamp}`) : null;
    if (kept !== null) mkdirSync(kept);
    for (const name of ['database', 'settings', 'key'] as const) {
      if (kept !== null && existsSync(target[name])) renameSync(target[name], dataFolder(kept)[name]);
      if (existsSync(source[name])) copyFileSync(source[name], target[name]);
    }
    // The write-ahead log belongs to the store that was there.
    for (const suffix of ['-wal', '-shm']) {
      const file = `${target.database}${suffix}`;
      if (kept !== null && existsSync(file)) renameSync(file, `${dataFolder(kept).database}${suffix}`);
      else rmSync(file, { force: true });
    }
    return { entries, kept };
  } finally {
    lock.release();
  }
}

function checkCopy(path: string): number {
  const db = openDatabase(path);
  try {
    checkIntegrity(db, path);
    const { entries, findings } = verifyChain(createJournalStatements(db));
    const [first] = findings;
    if (first) throw new Error(`${path}: the journal is broken at entry ${first.seq} (${first.problem})`);
    return entries;
  } finally {
    db.close();
  }
}
