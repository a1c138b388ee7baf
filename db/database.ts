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
 * @throws DbError `db/damaged` when the file is not a healthy SQLite database; `db/in-use` when another program holds it;
 *   `db/not-writable` when the disk, its rights or its file system do not let it be written safely.
 */
export function openDatabase(path: string, options: OpenOptions = {}): ReadableDb {
  let db: Database.Database | undefined;
  try {
    db = new Database(path, { readonly: options.readonly ?? false });
    db.pragma('busy_timeout = 5000');
    if (!options.readonly) requireWal(path, db.pragma('journal_mode = WAL', { simple: true }), db.memory);
    db.pragma('synchronous = FULL');
    db.pragma('foreign_keys = ON');
    db.pragma('temp_store = MEMORY');
    db.pragma('cache_size = -16000');
    // The brand is ours; nothing of better-sqlite3 knows of it.
    return db as ReadableDb;
  } catch (error) {
    db?.close();
    throw error instanceof DbError ? error : unopened(path, error);
  }
}

/**
 * SQLite answers the journal mode it took: another one than asked for where files cannot be mapped and locked together.
 * @throws DbError `db/not-writable` when a file on disk took another mode than `wal`.
 */
export function requireWal(path: string, mode: unknown, isMemory: boolean): void {
  if (mode === 'wal' || isMemory) return;
  throw new DbError(
    'db/not-writable',
    `${path} cannot be written safely: its disk took journal mode ${String(mode)} instead of WAL. A network share cannot hold a store; choose a folder on a disk of this machine with --data.`,
  );
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

/** Result codes of a file that is there, or could be, but is not for us to write. */
const NOT_OURS = /^SQLITE_(READONLY|CANTOPEN|PERM|AUTH|FULL|IOERR_(WRITE|LOCK|RDLOCK|UNLOCK|CHECKRESERVEDLOCK|ACCESS|SHM))/;

function unopened(path: string, error: unknown): DbError {
  const code = error instanceof Database.SqliteError ? error.code : '';
  if (code.startsWith('SQLITE_BUSY')) return new DbError('db/in-use', `${path} is held by another program. Close it first.`, error);
  return NOT_OURS.test(code) ? notWritable(path, error) : damaged(path, error);
}

/** A DbError `db/not-writable` that says which file and what to look at. */
export function notWritable(path: string, error: unknown): DbError {
  const message = error instanceof Error ? error.message : String(error);
  return new DbError(
    'db/not-writable',
    `${path} cannot be written (${message}). Look at the rights of its folder and at the room on its disk, or choose another folder with --data.`,
    error,
  );
}

function damaged(path: string, error: unknown): DbError {
  const message = error instanceof Error ? error.message : String(error);
  return new DbError('db/damaged', `${path} cannot be opened: ${message}`, error);
}

/**
 * Extended result codes (sqlite.org/rescode.html) of a disk without room. Growing a file fails as WRITE, FSYNC, TRUNCATE or,
 * for the write-ahead log's index, SHMSIZE where the operating system gives another reason than "no space" (quota, limit).
 */
const NO_ROOM = new Set([
  'SQLITE_FULL',
  'SQLITE_IOERR_WRITE',
  'SQLITE_IOERR_FSYNC',
  'SQLITE_IOERR_DIR_FSYNC',
  'SQLITE_IOERR_TRUNCATE',
  'SQLITE_IOERR_SHMSIZE',
]);

/** True when the write failed for want of room, now or on this disk at all. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Database.SqliteError && NO_ROOM.has(error.code);
}

/** True when the file or its disk is broken: what was read or written cannot be trusted, and more room would not help. */
export function isFileBroken(error: unknown): boolean {
  if (!(error instanceof Database.SqliteError) || isDiskFull(error)) return false;
  return /^SQLITE_(IOERR|CORRUPT|NOTADB)/.test(error.code);
}
