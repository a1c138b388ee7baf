import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openDatabase, transact } from '../db/database.ts';
import { createJournalStatements } from '../db/journal.ts';
import { migrate } from '../db/migrate.ts';
import { makeStoreFolder, runHost, type StoreFolder } from '../tests/parts/running-host.ts';

let folder: StoreFolder;
afterEach(() => folder.remove());

test('a start that fails lets go of folder and devices, so that the next one has them', async () => {
  folder = makeStoreFolder({
    devices: [{ name: 'reader-1', kind: 'IdCardReader', counter: 1, protocol: 'sam-v', transport: { type: 'simulator' } }],
  });
  const taken = createServer();
  const port = await new Promise<number>((resolve) =>
    taken.listen(0, '127.0.0.1', () => {
      const address = taken.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    }),
  );
  await expect(runHost(folder, { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await new Promise((resolve) => taken.close(resolve));
  const host = await runHost(folder, { port });
  expect((await (await fetch(`${host.url}/healthz`)).json()).status).toBe('ok');
  await host.close();
});

test('a file that is no store of ours is not removed for a demo', async () => {
  folder = makeStoreFolder();
  const foreign = openDatabase(join(folder.path, 'store.db'));
  foreign.exec('CREATE TABLE theirs (a); INSERT INTO theirs VALUES (1)');
  foreign.close();
  const host = await runHost(folder);
  await host.close();
  const db = openDatabase(join(folder.path, 'store.db'), { readonly: true });
  expect(db.prepare('SELECT a FROM theirs').all()).toEqual([{ a: 1 }]);
  db.close();
});

test('a demo store whose making was killed half-way is made anew', async () => {
  folder = makeStoreFolder();
  const db = openDatabase(join(folder.path, 'store.db'));
  migrate(db);
  transact(db, (tx) => createJournalStatements(db).setFact(tx, 'half', 'made'));
  db.close();
  const host = await runHost(folder);
  expect((await (await fetch(`${host.url}/healthz`)).json()).journalSeq).toBeGreaterThan(100);
  await host.close();
  expect(existsSync(join(folder.path, 'store.key'))).toBe(true);
});
