import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runShell } from './shell.ts';
import { StandInElectron } from './stand-in.ts';
import { StandInTimers } from './stand-in-timers.ts';

const HOST = 'http://127.0.0.1:8710';
let electron: StandInElectron;
let timers: StandInTimers;
let logged: string[];

beforeEach(() => {
  electron = new StandInElectron();
  electron.userFolder = mkdtempSync(path.join(tmpdir(), 'tingtai-shell-'));
  timers = new StandInTimers();
  logged = [];
});
afterEach(() => rmSync(electron.userFolder, { recursive: true }));

function run(...args: string[]): Promise<void> {
  return runShell(electron.parts(), { args, folder: '/app', timers, log: (line) => logged.push(line) });
}

/** The shell with a host that is up and pages that have loaded. */
async function runReady(...args: string[]): Promise<void> {
  await run(...args);
  electron.child.tells({ kind: 'ready', url: HOST });
  for (const window of electron.windows) window.webContents.loads();
}

function quits(): { readonly isHeldBack: boolean } {
  let isHeldBack = false;
  electron.app.emit('will-quit', {
    preventDefault: () => {
      isHeldBack = true;
    },
  });
  return { isHeldBack };
}

/** Lets promises that are already settled go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

test('a start opens the counter on a sandboxed program, with one port between page and host', async () => {
  await runReady('--demo', '--data', '/demo-store');
  expect(electron.happened).toEqual(['enableSandbox']);
  expect(electron.child.sent[0]?.message).toEqual({
    kind: 'start',
    settings: { data: '/demo-store', port: 8710, lan: false, demo: true },
    keySecret: null,
  });
  expect(electron.windows.map(({ loaded }) => loaded)).toEqual([[`${HOST}/counter`]]);
  expect(electron.window.webContents.received).toEqual([{ channel: 'tingtai-port', ports: [{ channel: 1, side: 'page' }] }]);
  expect(electron.child.attached).toEqual([{ channel: 1, side: 'host' }]);
});

test('each named workplace gets its window, and each window a port of its own', async () => {
  await runReady('--demo', '--workplace', 'lobby', '--workplace', 'display', '--workplace', 'nonsense');
  expect(electron.windows.map(({ loaded }) => loaded)).toEqual([[`${HOST}/lobby`], [`${HOST}/display`]]);
  expect(electron.windows.map(({ webContents }) => webContents.received.flatMap(({ ports }) => ports))).toEqual([
    [{ channel: 1, side: 'page' }],
    [{ channel: 2, side: 'page' }],
  ]);
});

test('after a host crash the page keeps its place and gets a new port to the new host', async () => {
  await runReady('--demo');
  electron.child.exits(139);
  timers.pass(1_000);
  electron.child.tells({ kind: 'ready', url: HOST });
  expect(electron.children).toHaveLength(2);
  expect(electron.window.loaded).toHaveLength(1);
  expect(electron.window.webContents.received.flatMap(({ ports }) => ports)).toEqual([
    { channel: 1, side: 'page' },
    { channel: 2, side: 'page' },
  ]);
  expect(electron.child.attached).toEqual([{ channel: 2, side: 'host' }]);
});

test('a second instance starts nothing and quits', async () => {
  electron.isFirstInstance = false;
  await run('--demo');
  expect(electron.happened).toEqual(['quit']);
  expect(electron.children).toEqual([]);
});

test('a second start brings the first window to the front, or opens the workplace it names', async () => {
  await runReady('--demo');
  electron.app.emit('second-instance', {}, ['tingtai']);
  expect(electron.window.actions).toEqual(['show', 'focus']);
  electron.app.emit('second-instance', {}, ['tingtai', '--workplace', 'lobby']);
  expect(electron.window.loaded).toEqual([`${HOST}/lobby`]);
});

test('quitting is held back until the host has closed, then the program exits', async () => {
  await runReady('--demo');
  electron.app.emit('window-all-closed');
  expect(quits()).toEqual({ isHeldBack: true });
  await settle();
  expect(electron.happened).toEqual(['enableSandbox', 'quit']);
  expect(electron.child.sent.at(-1)?.message).toEqual({ kind: 'close' });
  electron.child.exits(0);
  await settle();
  expect(electron.happened).toEqual(['enableSandbox', 'quit', 'exit 0']);
});

test('a store that cannot start says why; trying again starts the host, quitting ends the program', async () => {
  await run('--demo');
  electron.child.tells({ kind: 'failed', message: 'store.json: timeZone: unknown' });
  electron.child.exits(1);
  expect(electron.dialogs.map(({ detail }) => detail)).toEqual(['store.json: timeZone: unknown']);
  electron.dialogs[0]?.answer(0);
  await settle();
  expect(electron.children).toHaveLength(2);
  electron.child.tells({ kind: 'failed', message: 'still unknown' });
  electron.child.exits(1);
  electron.dialogs[1]?.answer(1);
  await settle();
  expect(electron.happened).toEqual(['enableSandbox', 'quit']);
});

test('without a key store of the operating system the program says so and runs', async () => {
  await run();
  expect(logged).toEqual(['the operating system has no key store: the key of the store is guarded by the rights of its file only']);
  expect(electron.child.sent[0]?.message).toMatchObject({
    settings: { data: path.join(electron.userFolder, 'store') },
    keySecret: null,
  });
});

test('the menu opens the workplaces and keeps zoom, and an installed program offers no developer tools', async () => {
  await runReady('--demo');
  const text = JSON.stringify(electron.menu);
  for (const word of ['柜台', '叫号大屏', 'zoomIn', 'zoomOut', 'resetZoom']) expect(text).toContain(word);
  expect(text).not.toContain('toggleDevTools');
});
