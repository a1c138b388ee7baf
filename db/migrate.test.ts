import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type ReadableDb } from './database.ts';
import { migrate, shippedMigrations, versionOf } from './migrate.ts';

let folder: string;
let db: ReadableDb;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tingtai-migrate-'));
  db = openDatabase(join(folder, 'store.db'));
});
afterEach(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

const newest = () => shippedMigrations().at(-1)?.version ?? 0;
const schema = () => db.prepare<[], { sql: string }>('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
const hasTable = (name: string) => db.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?").get(name) !== undefined;

test('migrations are numbered in tens, each number once', () => {
  const versions = shippedMigrations().map(({ version }) => version);
  expect(versions.length).toBeGreaterThan(0);
  expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b));
  expect(versions.filter((version) => version % 10 !== 0)).toEqual([]);
});

test('an empty file is brought to the newest version, without a backup of nothing', () => {
  const backupPath = join(folder, 'before.db');
  expect(migrate(db, { backupPath })).toEqual(shippedMigrations().map(({ name }) => name));
  expect(versionOf(db)).toBe(newest());
  expect(existsSync(backupPath)).toBe(false);
  expect(db.pragma('foreign_key_check')).toEqual([]);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});

test('migrating a second time does nothing', () => {
  migrate(db);
  const before = schema();
  expect(migrate(db)).toEqual([]);
  expect(schema()).toEqual(before);
});

test('step by step comes to the same tables as all at once', () => {
  for (const { version } of shippedMigrations()) migrate(db, { target: version });
  const stepped = schema();
  const whole = openDatabase(':memory:');
  migrate(whole);
  expect(stepped).toEqual(whole.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all());
  whole.close();
});

test('a store of an older version is copied aside before its first change', () => {
  migrate(db, { target: 10 });
  db.exec("INSERT INTO store_fact VALUES ('mark', 'as it was')");
  const backupPath = join(folder, 'before.db');
  migrate(db, { backupPath });
  const backup = openDatabase(backupPath);
  expect(versionOf(backup)).toBe(10);
  expect(backup.prepare('SELECT value FROM store_fact').all()).toEqual([{ value: 'as it was' }]);
  backup.close();
});

test('a store newer than this program is refused by name of both versions, and nothing changes', () => {
  migrate(db);
  db.pragma(`user_version = ${newest() + 10}`);
  const before = schema();
  expect(() => migrate(db, { backupPath: join(folder, 'before.db') })).toThrow(
    expect.objectContaining({ code: 'db/version-from-future', message: expect.stringContaining(String(newest() + 10)) }),
  );
  expect(schema()).toEqual(before);
  expect(versionOf(db)).toBe(newest() + 10);
  expect(existsSync(join(folder, 'before.db'))).toBe(false);
});

test('a migration that fails takes all of its steps back', () => {
  migrate(db, { target: 40 });
  // In the way of the last table of step 0050: everything that step made before must be gone again.
  db.exec('CREATE TABLE print_job (id TEXT)');
  const before = schema();
  expect(() => migrate(db)).toThrow(expect.objectContaining({ code: 'db/migration-failed' }));
  expect(schema()).toEqual(before);
  expect(hasTable('drawer_day')).toBe(false);
  expect(versionOf(db)).toBe(40);
  expect(db.pragma('foreign_keys', { simple: true })).toBe(1);
});
