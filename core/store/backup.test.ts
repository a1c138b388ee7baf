import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeStoreFolder, post, runHost, type StoreFolder } from '../../tests/parts/running-host.ts';
import { backupStore, restoreStore } from './backup.ts';

let folder: StoreFolder;
let host: Awaited<ReturnType<typeof runHost>>;
const scratch = mkdtempSync(join(tmpdir(), 'tingtai-backup-'));
beforeAll(async () => {
  folder = makeStoreFolder();
  host = await runHost(folder);
});
afterAll(async () => {
  await host.close();
  folder.remove();
  rmSync(scratch, { recursive: true });
});

const head = async () => Number((await (await fetch(`${host.url}/healthz`)).json()).journalSeq);
const signIn = () => post(host.url, 'session.signIn', JSON.stringify({ account: 'lobby', password: 'demo' }));

test('a store is backed up while it runs, and put back as it was; what came after is kept aside', async () => {
  const copy = join(scratch, 'copy');
  const before = await head();
  expect(backupStore(folder.path, copy)).toEqual({ entries: before, isKeyPortable: true });
  expect(readdirSync(copy).sort()).toEqual(['store.db', 'store.json', 'store.key']);

  await signIn();
  expect(() => restoreStore(folder.path, copy, 'now')).toThrow(/already running/);
  await host.close();
  const { entries, kept, hasKey } = restoreStore(folder.path, copy, 'now');
  expect({ entries, hasKey, isKept: kept !== null && existsSync(join(kept, 'store.db')) }).toEqual({
    entries: before,
    hasKey: true,
    isKept: true,
  });

  host = await runHost(folder);
  expect((await signIn()).status).toBe(200);
  expect(host.logged).toEqual([]);
});

test('a backup into a folder with something in it, and from a folder without a store, are refused', () => {
  writeFileSync(join(scratch, 'mine.txt'), 'mine');
  expect(() => backupStore(folder.path, scratch)).toThrow(/not empty/);
  expect(() => backupStore(join(scratch, 'nowhere'), join(scratch, 'to'))).toThrow(/no store/);
  expect(() => restoreStore(folder.path, join(scratch, 'nowhere'), 'now')).toThrow(/no store/);
});

test('a damaged copy is not put back', () => {
  const copy = join(scratch, 'damaged');
  backupStore(folder.path, copy);
  writeFileSync(join(copy, 'store.db'), 'not a database at all, however long it may be');
  expect(() => restoreStore(folder.path, copy, 'later')).toThrow(/cannot be opened|damaged/);
});
