/**
 * The disk is full: the operating system refuses the host every byte beyond a limit on the size of its files, which is
 * set from outside while it runs and lifted again. Needs `prlimit` (util-linux).
 */
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { verifyChain } from '../../core/journal/verify.ts';
import { openDatabase } from '../../db/database.ts';
import { createJournalStatements } from '../../db/journal.ts';
import { CallRefused, type HttpCaller, httpCaller, makeStoreFolder, type StoreFolder, signIn } from '../parts/running-host.ts';
import { contentOf } from '../parts/store-content.ts';
import { createMortalHosts, type Life, type MortalHosts } from './mortal-host.ts';

const PRLIMIT = ['/usr/bin/prlimit', '/bin/prlimit'].find(existsSync);

let folder: StoreFolder;
let hosts: MortalHosts;
let life: Life;
let url: string;
let call: HttpCaller;
beforeAll(async () => {
  folder = makeStoreFolder();
  hosts = createMortalHosts(folder.path, 1);
  life = await hosts.begin();
  url = await life.ready;
  ({ call } = await signIn(url, 'duty'));
});
afterEach(() => limitFiles(null));
afterAll(async () => {
  await hosts.close();
  folder.remove();
});

/** Lets no file of the host grow beyond so many bytes; null = as large as they like. */
function limitFiles(bytes: number | null): void {
  if (PRLIMIT === undefined) return;
  execFileSync(PRLIMIT, ['--pid', String(life.pid), `--fsize=${bytes ?? 'unlimited'}:unlimited`]);
}

/** Empties the write-ahead log, so that the room left counts from its beginning. */
function emptyLog(): void {
  const db = openDatabase(join(folder.path, 'store.db'));
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

const health = async () => (await fetch(`${url}/healthz`)).json();
const issue = (commandId: string) => call('queue.issue', { commandId, service: 'A' });
const codeOf = (result: PromiseSettledResult<unknown>) =>
  result.status === 'fulfilled'
    ? 'answered'
    : result.reason instanceof CallRefused
      ? `${result.reason.status} ${result.reason.code}`
      : String(result.reason);

test.skipIf(PRLIMIT === undefined)(
  'without room commands are refused whole, questions are answered, and with room again all goes on (skipped without prlimit)',
  async () => {
    const ids = Array.from({ length: 12 }, () => randomUUID());
    await issue(randomUUID());
    limitFiles(0);
    const before = { content: contentOf(folder.path), health: await health(), board: (await call('queue.board', {})).tickets };

    const results = await Promise.allSettled(ids.map(issue));
    expect(results.map(codeOf)).toEqual(ids.map(() => '507 store/disk-full'));
    expect({ content: contentOf(folder.path), health: await health(), board: (await call('queue.board', {})).tickets }).toEqual(before);

    limitFiles(null);
    const tickets = await Promise.all(ids.map(async (id) => (await issue(id)).ticket));
    expect(tickets.map(({ number }) => number).sort()).toEqual(ids.map((_, index) => `A${String(index + 2).padStart(3, '0')}`));
    expectWhole();
  },
);

test.skipIf(PRLIMIT === undefined)(
  'room that ends anywhere inside a burst leaves each command done or not done, and what was acknowledged is on disk (skipped without prlimit)',
  async () => {
    const acknowledged = new Map<string, string>();
    let refused = 0;
    for (const room of [10_000, 50_000, 100_000, 200_000, 300_000]) {
      emptyLog();
      limitFiles(room);
      const ids = Array.from({ length: 40 }, () => randomUUID());
      const results = await Promise.allSettled(ids.map(issue));
      results.forEach((result, index) => {
        if (result.status === 'fulfilled') acknowledged.set(ids[index] ?? '', result.value.ticket.number);
        else expect(codeOf(result)).toBe('507 store/disk-full');
      });
      refused += results.filter(({ status }) => status === 'rejected').length;
      limitFiles(null);
      expectWhole();
    }
    expect(refused).toBeGreaterThan(0);
    expect(acknowledged.size).toBeGreaterThan(0);

    await life.kill();
    life = await hosts.begin();
    url = await life.ready;
    call = httpCaller(url, (await signIn(url, 'duty')).token);
    for (const [commandId, number] of acknowledged) expect((await issue(commandId)).ticket.number).toBe(number);
    expectWhole();
  },
  60_000,
);

/** Chain and pages as they should be, read beside the running host. */
function expectWhole(): void {
  const db = openDatabase(join(folder.path, 'store.db'), { readonly: true });
  expect(verifyChain(createJournalStatements(db)).findings).toEqual([]);
  expect(db.pragma('quick_check', { simple: true })).toBe('ok');
  db.close();
}
