/**
 * Opening a SQLite file the way this house needs it, and the proof that statements which write ask for:
 * a `Tx`, which only a running transaction hands out.
 */
import Database from 'better-sqlite3';
import { DbError } from './db-error.ts';

declare const readable: unique symbol;
declare const inTransaction: unique symbol;

/** An open database; what statements are prepared on. */
export type ReadableDb = Database.Database & { readonly [readable]: true };

/** Proof of being inside a transaction. Statements that write take one, so a read path cannot write by mistake. */
export type Tx = { readonly [inTransaction]: true };

/** The one value of Tx; `transact` and the command runner hand it out. */
const TX = {} as Tx;

/** Runs `work` in one transaction of its own: for making a store and for tests. Commands use the command runner. */
export function transact<T>(db: ReadableDb, work: (tx: Tx) => T): T {
  return db.transaction(() => work(TX)).immediate();
}

export type OpenOptions = { readonly readonly?: boolean };

/**
 * Opens (or makes) a database file: WAL, synchronous=FULL, foreign keys on.
 * FULL is set by hand at every open because the prebuilt SQLite falls to NORMAL in WAL mode, and then a power cut
 * could take back what was answered "done".
 * @throws DbError `db/damaged` when the file is not a healthy SQLite database.
 */
export function openDatabase(path: string, options: OpenOptions = {}): ReadableDb {
  try {
    const db = new Database(path, { readonly: options.readonly ?? false });
    db.pragma('busy_timeout = 5000');
    if (!options.readonly) db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -16000');
    // The brand is ours; nothing of better-sqlite3 knows of it.
    return db as ReadableDb;
  } catch (error) {
    throw damaged(path, error);
  }
}

/**
 * Full page check of the file.
 * @throws DbError `db/damaged` with the first findings.
 */
export function checkIntegrity(db: ReadableDb, path: string): void {
  let findings: readonly unknown[];
  try {
    findings = db.pragma('quick_check(10)') as readonly unknown[];
  } catch (error) {
    throw damaged(path, error);
  }
  const texts = findings.map((row) => String(Object.values(row as Record<string, unknown>)[0]));
  if (texts.length !== 1 || texts[0] !== 'ok') throw new DbError('db/damaged', `${path} is damaged: ${texts.join('; ')}`);
}

function damaged(path: string, error: unknown): DbError {
  const message = error instanceof Error ? error.message : String(error);
  return new DbError('db/damaged', `${path} cannot be opened: ${message}`, error);
}

/** True when the write failed for want of room, now or on this disk at all. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Database.SqliteError && (error.code === 'SQLITE_FULL' || error.code.startsWith('SQLITE_IOERR'));
}
