import { expect, test } from 'vitest';
import { CLOSE_TIMEOUT_MS, createHostProcess } from './host-process.ts';
import { StandInContents, StandInElectron } from './stand-in.ts';
import { StandInTimers } from './stand-in-timers.ts';

const SETTINGS = { data: '/store', port: 0, lan: false, demo: true };

function setUp() {
  const electron = new StandInElectron();
  const timers = new StandInTimers();
  const told: string[] = [];
  const host = createHostProcess({
    ...electron.parts(),
    timers,
    entry: '/app/host-entry.js',
    settings: SETTINGS,
    keySecret: null,
    onReady: (url) => told.push(`ready ${url}`),
    onGaveUp: (reason) => told.push(`gave up: ${reason}`),
  });
  const becomesReady = () => electron.child.tells({ kind: 'ready', url: 'http://127.0.0.1:8710' });
  return { electron, timers, told, host, becomesReady };
}

test('a page gets one port, whose other end goes to the host', () => {
  const { electron, host, becomesReady } = setUp();
  const page = new StandInContents();
  host.start();
  becomesReady();
  expect(host.connect(page)).toBe(true);
  expect(page.received).toEqual([{ channel: 'tingtai-port', ports: [{ channel: 1, side: 'page' }] }]);
  expect(electron.child.attached).toEqual([{ channel: 1, side: 'host' }]);
});

test('before the host is up no port is handed out', () => {
  const { host } = setUp();
  const page = new StandInContents();
  host.start();
  expect(host.connect(page)).toBe(false);
  expect(page.received).toEqual([]);
});

test('a crashed host is started again after 1, 2, 5 and 10 seconds, and the fifth crash asks a person', () => {
  const { electron, timers, told, host } = setUp();
  host.start();
  const waits: number[] = [];
  for (let crash = 1; crash <= 4; crash++) {
    electron.child.exits(139);
    waits.push(...timers.waits);
    timers.pass(timers.waits[0] ?? 0);
  }
  electron.child.exits(139);
  expect(waits).toEqual([1_000, 2_000, 5_000, 10_000]);
  expect(told).toEqual(['gave up: exit code 139']);
  expect(electron.children).toHaveLength(5);
  expect(timers.waits).toEqual([]);
});

test('after a crash the host comes up at the same address, where the open pages belong', () => {
  const { electron, timers, told, host, becomesReady } = setUp();
  host.start();
  becomesReady();
  electron.child.exits(1);
  timers.pass(1_000);
  becomesReady();
  expect(told).toEqual(['ready http://127.0.0.1:8710', 'ready http://127.0.0.1:8710']);
  expect(electron.child.sent[0]?.message).toEqual({ kind: 'start', settings: { ...SETTINGS, port: 8710 }, keySecret: null });
});

test('what stops the first start is told at once and in its own words', () => {
  const { electron, timers, told, host } = setUp();
  host.start();
  electron.child.tells({ kind: 'failed', message: 'store.json: counters: expected array' });
  electron.child.exits(1);
  expect(told).toEqual(['gave up: store.json: counters: expected array']);
  expect(timers.waits).toEqual([]);
});

test('a person who tries again gets a new host with a clean record', () => {
  const { electron, told, host, becomesReady, timers } = setUp();
  host.start();
  for (let crash = 1; crash <= 5; crash++) {
    electron.child.exits(139);
    timers.pass(timers.waits[0] ?? 0);
  }
  host.start();
  becomesReady();
  electron.child.exits(1);
  expect(timers.waits).toEqual([1_000]);
  expect(told).toEqual(['gave up: exit code 139', 'ready http://127.0.0.1:8710']);
});

test('messages that are none of the host change nothing', () => {
  const { electron, told, host } = setUp();
  host.start();
  for (const message of [undefined, null, 'ready', { kind: 'ready' }, { kind: 'ready', url: 'nonsense' }, { kind: 'other' }]) {
    electron.child.emit('message', message);
  }
  expect(told).toEqual([]);
});

test('closing asks the host and resolves when its process has exited, however often it is asked', async () => {
  const { electron, timers, host, becomesReady } = setUp();
  host.start();
  becomesReady();
  const closed: string[] = [];
  const closing = host.close().then(() => closed.push('first'));
  const again = host.close().then(() => closed.push('second'));
  await new Promise<void>((resolve) => setImmediate(resolve));
  expect(closed).toEqual([]);
  expect(electron.child.sent.map(({ message }) => message.kind)).toEqual(['start', 'close']);
  electron.child.exits(0);
  await Promise.all([closing, again]);
  expect(electron.child.killed).toBe(false);
  expect(timers.waits).toEqual([]);
  expect(electron.children).toHaveLength(1);
});

test('a host that does not close within five seconds is ended', async () => {
  const { electron, timers, host, becomesReady } = setUp();
  host.start();
  becomesReady();
  const closing = host.close();
  timers.pass(CLOSE_TIMEOUT_MS - 1);
  expect(electron.child.killed).toBe(false);
  timers.pass(1);
  await closing;
  expect(electron.child.killed).toBe(true);
});

test('closing while waiting to start again cancels the start', async () => {
  const { electron, timers, host } = setUp();
  host.start();
  electron.child.exits(1);
  await host.close();
  timers.pass(60_000);
  expect(electron.children).toHaveLength(1);
});
