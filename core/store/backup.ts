/**
 * Copies of a store: taken while it runs, put back only where no host runs. A copy is a folder with the database in one
 * consistent state, the settings and the key; without the key the personal data in it cannot be read.
 */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { copyDatabase } from '../../db/copy-database.ts';
import { checkIntegrity, openDatabase } from '../../db/database.ts';
import { lockFolder } from '../../db/folder-lock.ts';
import { createJournalStatements } from '../../db/journal.ts';
import { verifyChain } from '../journal/verify.ts';
import { type DataFolder, dataFolder } from './data-folder.ts';
import { requireStore } from './require-store.ts';
import { isWrappedKey } from './store-key.ts';

/** A finished copy: its journal entries, and whether its key opens anywhere (the desktop program's opens on its machine only). */
export type Backup = { readonly entries: number; readonly isKeyPortable: boolean };

/** The target folder is not empty. */
export class NotEmptyError extends Error {
  readonly code = 'store/not-empty';
}

/** The files of a store, the database last: with it in place the store is back. */
const PARTS = ['settings', 'key', 'database'] as const;

/**
 * Copies the store of `data` into the new folder `to`.
 * @throws NoStoreError · NotEmptyError · DbError
 */
export function backupStore(data: string, to: string): Backup {
  const from = requireStore(dataFolder(data));
  const target = dataFolder(to);
  if (existsSync(to) && readdirSync(to).length > 0) throw new NotEmptyError(`${to} is not empty. Name a new folder for the backup.`);
  mkdirSync(to, { recursive: true });
  copyDatabase(from.database, target.database);
  for (const name of ['settings', 'key'] as const) if (existsSync(from[name])) copyFileSync(from[name], target[name]);
  const isKeyPortable = existsSync(target.key) && !isWrappedKey(readFileSync(target.key, 'utf8'));
  return { entries: checkCopy(target.database), isKeyPortable };
}

/**
 * Puts the copy in `from` in the place of the store in `data`; what was there is kept beside it.
 * @returns journal entries now, and where the former store went (null when there was none). @throws NoStoreError · DbError `db/in-use` · `db/damaged`
 */
export function restoreStore(
  data: string,
  from: string,
  stamp: string,
): { readonly entries: number; readonly kept: string | null; readonly hasKey: boolean } {
  const source = requireStore(dataFolder(from));
  const target = dataFolder(data);
  const entries = checkCopy(source.database);
  mkdirSync(target.backups, { recursive: true });
  const lock = lockFolder(data);
  try {
    // Everything is on this disk before the former store moves: a kill in between leaves one of the two whole.
    for (const name of PARTS) if (existsSync(source[name])) copyFileSync(source[name], `${target[name]}.restored`);
    const kept = existsSync(target.database) ? join(target.backups, `before-restore-${stamp}`) : null;
    if (kept !== null) keepFormer(target, dataFolder(kept));
    for (const name of PARTS) if (existsSync(`${target[name]}.restored`)) renameSync(`${target[name]}.restored`, target[name]);
    return { entries, kept, hasKey: existsSync(target.key) };
  } finally {
    lock.release();
  }
}

/** Moves the former store aside; its write-ahead log goes first, or the new database would read it as its own. */
function keepFormer(target: DataFolder, kept: DataFolder): void {
  mkdirSync(kept.path);
  for (const suffix of ['-wal', '-shm']) {
    if (existsSync(`${target.database}${suffix}`)) renameSync(`${target.database}${suffix}`, `${kept.database}${suffix}`);
  }
  for (const name of PARTS) if (existsSync(target[name])) renameSync(target[name], kept[name]);
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
