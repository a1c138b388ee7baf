/**
 * Brings a database to this program's version. Migrations are numbered .sql files in tens, never edited after release.
 * The file is copied aside before an existing store is changed; all steps run in one transaction.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableDb } from './database.ts';
import { DbError } from './db-error.ts';

type Migration = { readonly version: number; readonly name: string; readonly sql: string };

const FOLDER = join(import.meta.dirname, 'migrations');

/** The migrations shipped, in order. */
export function shippedMigrations(folder = FOLDER): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}-[a-z0-9-]+\.sql$/.test(name))
    .sort();
  return names.map((name) => ({ version: Number(name.slice(0, 4)), name, sql: readFileSync(join(folder, name), 'utf8') }));
}

/** `user_version` of the file: 0 = empty. */
export function versionOf(db: ReadableDb): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/**
 * Migrates to `target` (default: newest shipped).
 * @param backupPath Where to copy an existing store before its first change; none is made for an empty file.
 * @returns Names of the migrations run.
 * @throws DbError `db/version-from-future` when the file is newer than this program; `db/migration-failed`, with nothing changed.
 */
export function migrate(db: ReadableDb, options: { readonly target?: number; readonly backupPath?: string } = {}): readonly string[] {
  const all = shippedMigrations();
  const newest = all.at(-1)?.version ?? 0;
  const current = versionOf(db);
  if (current > newest) {
    throw new DbError(
      'db/version-from-future',
      `This store's data is of version ${current}; this program knows versions up to ${newest}. Install the newer program that wrote it. Nothing was changed.`,
    );
  }
  const due = all.filter((migration) => migration.version > current && migration.version <= (options.target ?? newest));
  if (due.length === 0) return [];
  if (current > 0 && options.backupPath !== undefined) db.prepare('VACUUM INTO ?').run(options.backupPath);
  runAll(db, due);
  return due.map((migration) => migration.name);
}

function runAll(db: ReadableDb, due: readonly Migration[]): void {
  // foreign_keys cannot be switched inside a transaction.
  db.pragma('foreign_keys = OFF');
  try {
    db.transaction(() => {
      for (const migration of due) {
        db.exec(migration.sql);
        db.pragma(`user_version = ${migration.version}`);
      }
      const broken = db.pragma('foreign_key_check') as readonly unknown[];
      if (broken.length > 0) throw new Error(`${broken.length} broken references after migrating`);
    })();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new DbError('db/migration-failed', `Migrating ${due.map((step) => step.name).join(', ')} failed: ${message}`, error);
  } finally {
    db.pragma('foreign_keys = ON');
  }
}
