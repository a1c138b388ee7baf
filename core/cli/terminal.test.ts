import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from '../../db/folder-lock.ts';
import { backupStore } from '../store/backup.ts';
import { explain } from './terminal.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tingtai-terminal-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function explained(work: () => unknown): Promise<string> {
  try {
    await work();
  } catch (error) {
    return explain(error);
  }
  throw new Error('Nothing went wrong');
}

test('what a person can mend is said in a sentence, without a stack trace', async () => {
  mkdirSync(join(folder, 'locked', 'host.lock'), { recursive: true });
  mkdirSync(join(folder, 'full'));
  for (const file of ['full/store.db', 'full/other']) writeFileSync(join(folder, file), '');
  const sentences = [
    await explained(() => backupStore(join(folder, 'nothing'), join(folder, 'copy'))),
    await explained(() => backupStore(join(folder, 'full'), join(folder, 'full'))),
    await explained(() => lockFolder(join(folder, 'locked'))),
  ];
  expect(sentences).toEqual([
    expect.stringContaining('holds no store'),
    expect.stringContaining('is not empty'),
    expect.stringContaining('cannot be written'),
  ]);
  for (const sentence of sentences) expect(sentence).not.toContain('\n');
});

test('what nobody expected comes with its trace', async () => {
  expect(
    await explained(() => {
      throw new Error('surprise');
    }),
  ).toMatch(/surprise\n +at /);
});
