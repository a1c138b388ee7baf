import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, type ReadableDb } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import { type DataFolder, dataFolder } from './data-folder.ts';
import { type KeyStore, openStoreKey, StoreKeyError } from './store-key.ts';

let folder: DataFolder;
let db: ReadableDb;
beforeEach(() => {
  folder = dataFolder(mkdtempSync(join(tmpdir(), 'tingtai-key-')));
  db = openDatabase(folder.database);
  migrate(db);
});
afterEach(() => {
  db.close();
  rmSync(folder.path, { recursive: true });
});

/** Stands for the operating system's key store: every byte turned over. */
const turned: KeyStore = { wrap: (bytes) => bytes.map((byte) => byte ^ 0xff), unwrap: (bytes) => bytes.map((byte) => byte ^ 0xff) };

test('a new store gets a key of 32 bytes that only its user reads, and the same one ever after', () => {
  const key = openStoreKey(folder, undefined, db);
  expect(key).toHaveLength(32);
  if (process.platform !== 'win32') expect(statSync(folder.key).mode & 0o777).toBe(0o600);
  expect(Buffer.from(openStoreKey(folder, undefined, db)).equals(Buffer.from(key))).toBe(true);
});

test.each([
  ['empty', ''],
  ['cut short', 'AAAA'],
  ["another store's", Buffer.alloc(32, 9).toString('base64')],
])('a key that is %s is refused, and nothing is sealed with it', (_case, text) => {
  openStoreKey(folder, undefined, db);
  writeFileSync(folder.key, text);
  expect(() => openStoreKey(folder, undefined, db)).toThrow(StoreKeyError);
});

test('a lost key is not made anew beside data it cannot open', () => {
  openStoreKey(folder, undefined, db);
  rmSync(folder.key);
  expect(() => openStoreKey(folder, undefined, db)).toThrow(/missing/);
  expect(existsSync(folder.key)).toBe(false);
});

test('a key in the care of a key store opens with it only', () => {
  const key = openStoreKey(folder, turned, db);
  expect(readFileSync(folder.key, 'utf8')).toMatch(/^os-key-store:/);
  expect(Buffer.from(openStoreKey(folder, turned, db)).equals(Buffer.from(key))).toBe(true);
  expect(() => openStoreKey(folder, undefined, db)).toThrow(/desktop program/);
});
