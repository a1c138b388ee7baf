import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StandInElectron, standInDisplay } from './stand-in.ts';
import { StandInTimers } from './stand-in-timers.ts';
import { createWindowBounds } from './window-bounds.ts';
import { createWindows, RELOAD_AFTER_MS } from './windows.ts';

const HOST = 'http://127.0.0.1:8710';
const SECOND_SCREEN = { x: 1920, y: 0, width: 3840, height: 2160 };
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tingtai-windows-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function setUp() {
  const electron = new StandInElectron();
  const timers = new StandInTimers();
  const connected: unknown[] = [];
  const windows = createWindows({
    electron: electron.parts(),
    timers,
    preload: '/app/preload.cjs',
    bounds: createWindowBounds(path.join(folder, 'windows.json')),
    connect: (page) => connected.push(page) > 0,
  });
  return { electron, timers, windows, connected };
}

test('a window waits for the host, shows the page of its workplace and gets one port when it has loaded', () => {
  const { electron, windows, connected } = setUp();
  windows.open('counter');
  expect(electron.windows).toEqual([]);
  windows.showHost(HOST);
  expect(electron.window.loaded).toEqual([`${HOST}/counter`]);
  expect(connected).toEqual([]);
  electron.window.webContents.loads();
  expect(connected).toEqual([electron.window.webContents]);
});

test('after a host restart each loaded page gets a new port and is not loaded again', () => {
  const { electron, windows, connected } = setUp();
  windows.showHost(HOST);
  windows.open('counter');
  windows.open('lobby');
  for (const window of electron.windows) window.webContents.loads();
  windows.showHost(HOST);
  const [counter, lobby] = electron.windows.map((window) => window.webContents);
  expect(connected).toEqual([counter, lobby, counter, lobby]);
  expect(electron.windows.map((window) => window.loaded.length)).toEqual([1, 1]);
});

test('a page that did not load while the host was down is loaded when it is back', () => {
  const { electron, windows, connected } = setUp();
  windows.showHost(HOST);
  windows.open('lobby');
  electron.window.webContents.emit('did-fail-load', {}, -102, 'ERR_CONNECTION_REFUSED', `${HOST}/lobby`, true);
  electron.window.webContents.loads();
  expect(connected).toEqual([]);
  windows.showHost(HOST);
  expect(electron.window.loaded).toEqual([`${HOST}/lobby`, `${HOST}/lobby`]);
});

test('a page whose process died is loaded again after a second, unless its window was closed meanwhile', () => {
  const { electron, timers, windows } = setUp();
  windows.showHost(HOST);
  windows.open('counter');
  const { window } = electron;
  window.webContents.emit('render-process-gone');
  timers.pass(RELOAD_AFTER_MS);
  expect(window.loaded).toHaveLength(2);
  window.webContents.emit('render-process-gone');
  window.closes();
  timers.pass(RELOAD_AFTER_MS);
  expect(window.loaded).toHaveLength(2);
});

test('every page is sandboxed, isolated and without Node, and embeds nothing', () => {
  const { electron, windows } = setUp();
  windows.showHost(HOST);
  for (const workplace of ['counter', 'kiosk', 'display'] as const) windows.open(workplace);
  for (const { options, webContents } of electron.windows) {
    expect(options.webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false });
    let isRefused = false;
    webContents.emit('will-attach-webview', {
      preventDefault: () => {
        isRefused = true;
      },
    });
    expect(isRefused).toBe(true);
  }
});

test('navigation and redirects to a foreign address are refused, inside the host they go through', () => {
  const { electron, windows } = setUp();
  windows.showHost(HOST);
  windows.open('counter');
  const page = electron.window.webContents;
  expect(page.navigates('will-frame-navigate', 'https://evil.example/')).toBe(false);
  expect(page.navigates('will-redirect', 'http://127.0.0.1:9999/counter')).toBe(false);
  expect(page.navigates('will-frame-navigate', `${HOST}/counter/receipts`)).toBe(true);
});

test('window.open never makes a window of its own: a workplace of the host gets the window of the shell, all else nothing', () => {
  const { electron, windows } = setUp();
  windows.showHost(HOST);
  windows.open('counter');
  const [counter] = electron.windows;
  for (const url of ['https://evil.example/', 'http://127.0.0.1:9999/display', `${HOST}/nowhere`]) {
    expect(counter?.webContents.openHandler?.({ url })).toEqual({ action: 'deny' });
  }
  expect(electron.windows).toHaveLength(1);
  expect(counter?.webContents.openHandler?.({ url: `${HOST}/display` })).toEqual({ action: 'deny' });
  expect(electron.window.loaded).toEqual([`${HOST}/display`]);
});

test('a workplace has one window: opening it again brings it to the front', () => {
  const { electron, windows } = setUp();
  windows.showHost(HOST);
  windows.open('counter');
  electron.window.minimized = true;
  windows.open('counter');
  expect(electron.windows).toHaveLength(1);
  expect(electron.window.actions).toEqual(['restore', 'show', 'focus']);
});

test('the hall display fills the second screen and keeps it awake until it is closed', () => {
  const { electron, windows } = setUp();
  electron.displays.push(standInDisplay(2, SECOND_SCREEN));
  windows.showHost(HOST);
  windows.open('display');
  expect(electron.window.options).toMatchObject({ ...SECOND_SCREEN, fullscreen: true, kiosk: false });
  expect(electron.blockers.size).toBe(1);
  electron.window.closes();
  expect(electron.blockers.size).toBe(0);
});

test('the kiosk runs in kiosk mode and its screen stays awake', () => {
  const { electron, windows } = setUp();
  windows.showHost(HOST);
  windows.open('kiosk');
  expect(electron.window.options).toMatchObject({ kiosk: true, fullscreen: false });
  expect(electron.blockers.size).toBe(1);
});

test('a window opens where it stood last, also after a restart of the program', () => {
  const first = setUp();
  first.windows.showHost(HOST);
  first.windows.open('counter');
  first.electron.window.bounds = { x: 300, y: 200, width: 1280, height: 800 };
  first.electron.window.closes();
  const second = setUp();
  second.windows.showHost(HOST);
  second.windows.open('counter');
  expect(second.electron.window.options).toMatchObject({ x: 300, y: 200, width: 1280, height: 800 });
});

test.each([
  ['its screen is gone', '{"counter":{"x":5000,"y":100,"width":1280,"height":800}}'],
  ['the file is cut short', '{"counter":{"x":50'],
  ['the file holds something else', '{"counter":{"x":"left"},"lobby":null}'],
])('a window opens at its usual place when %s', (_reason, content) => {
  writeFileSync(path.join(folder, 'windows.json'), content);
  const { electron, windows } = setUp();
  windows.showHost(HOST);
  windows.open('counter');
  expect(electron.window.options).not.toHaveProperty('x');
  expect(electron.window.options).toMatchObject({ width: 1440, height: 900 });
});
