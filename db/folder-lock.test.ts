import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { lockFolder } from './folder-lock.ts';

let folder: string;
let holder: ChildProcess | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tingtai-lock-'));
});
afterEach(() => {
  holder?.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

const inUse = () => expect.objectContaining({ code: 'db/in-use', message: expect.stringContaining(folder) });

test('a second host on the same folder is refused until the first lets go', () => {
  const first = lockFolder(folder);
  expect(() => lockFolder(folder)).toThrow(inUse());
  first.release();
  lockFolder(folder).release();
});

test('a lock file that is none is called damaged, and says what to do', () => {
  writeFileSync(join(folder, 'host.lock'), 'no lock at all '.repeat(100));
  expect(() => lockFolder(folder)).toThrow(expect.objectContaining({ code: 'db/damaged', message: expect.stringContaining('delete it') }));
});

test('a folder in which nothing can be locked is not called in use', () => {
  mkdirSync(join(folder, 'host.lock'));
  expect(() => lockFolder(folder)).toThrow(
    expect.objectContaining({ code: 'db/not-writable', message: expect.stringContaining(join(folder, 'host.lock')) }),
  );
  expect(() => lockFolder(join(folder, 'absent'))).toThrow(expect.objectContaining({ code: 'db/not-writable' }));
});

test('a killed holder frees the folder', async () => {
  const module = pathToFileURL(join(import.meta.dirname, 'folder-lock.ts')).href;
  const script = `const { lockFolder } = await import(${JSON.stringify(module)});
    // Kept, or the collector would close it.
    globalThis.held = lockFolder(process.argv[1]);
    console.log('held');
    setInterval(() => undefined, 1000);`;
  holder = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!holder.stdout) throw new Error('The child has no output');
  await once(createInterface(holder.stdout), 'line');
  expect(() => lockFolder(folder)).toThrow(inUse());
  const dead = once(holder, 'exit');
  holder.kill('SIGKILL');
  await dead;
  lockFolder(folder).release();
});
