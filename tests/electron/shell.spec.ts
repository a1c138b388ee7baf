/** The desktop shell as a clerk meets it: the built bundles in a real Electron, with a demo store of its own. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import { findElectron } from '../../core/cli/find-electron.ts';
import { projectRoot } from '../../core/cli/project-root.ts';

const HOST_PROCESS = 'Tingtai store host';

let folder: string;
let program: ElectronApplication;
let page: Page;

const hasScreen = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

test.describe.configure({ mode: 'serial' });
test.skip(!hasScreen, 'Electron needs a screen and neither DISPLAY nor WAYLAND_DISPLAY is set; run it under xvfb-run');

test.beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'tingtai-electron-'));
  const executablePath = findElectron(projectRoot);
  if (executablePath === null) throw new Error('no Electron binary: run this file through npm run test:electron');
  // Chromium's own sandbox refuses to run as root, which is who runs in many containers.
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  program = await _electron.launch({
    executablePath,
    args: [
      path.join(projectRoot, 'out', 'electron', 'main.js'),
      ...asRoot,
      `--user-data-dir=${path.join(folder, 'user')}`,
      '--lang=zh-CN',
      `--data=${path.join(folder, 'store')}`,
      '--port=0',
      '--demo',
    ],
  });
  page = await program.firstWindow();
});

test.afterAll(async () => {
  await program.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Calls the store host over HTTP, as another screen of the store would. */
async function call(procedure: string, input: object, token?: string): Promise<unknown> {
  const answer = await fetch(new URL(`/api/${procedure}`, page.url()), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(input),
  });
  expect(answer.status, await answer.clone().text()).toBe(200);
  return answer.json();
}

/** Takes a ticket of the first service in the lobby and returns its number. */
async function takeTicket(): Promise<string> {
  // The shapes of core/session/contract.ts and core/queue/contract.ts.
  const { token } = (await call('session/signIn', { account: 'lobby', password: 'demo' })) as { token: string };
  const { services } = (await call('queue/board', {}, token)) as { services: { id: string }[] };
  const { ticket } = (await call('queue/issue', { commandId: randomUUID(), service: services[0]?.id }, token)) as {
    ticket: { number: string };
  };
  return ticket.number;
}

test('a clerk signs in at the counter and sees a ticket taken in the hall', async () => {
  await expect(page).toHaveURL(/^http:\/\/127\.0\.0\.1:\d+\/counter$/);
  await page.getByLabel('工号').fill('clerk1');
  await page.getByLabel('密码').fill('demo');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: '工作区' })).toBeVisible();
  const number = await takeTicket();
  await expect(page.getByText(number).first()).toBeVisible();
});

test('the page has nothing of Node or Electron', async () => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer'].filter((name) => name in window),
  );
  expect(found).toEqual([]);
});

test('the page cannot leave the store host, open windows, or reach the network', async () => {
  const before = page.url();
  await page.evaluate(() => {
    location.href = 'https://example.com/';
  });
  expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull();
  const reached = await page.evaluate(() =>
    fetch('https://example.com/').then(
      () => 'reached',
      () => 'refused',
    ),
  );
  expect(reached).toBe('refused');
  expect(page.url()).toBe(before);
  expect(program.windows()).toHaveLength(1);
});

test('when the store host dies, it comes back and the page goes on where it was', async () => {
  const before = page.url();
  const pid = await program.evaluate(
    ({ app }, name) => app.getAppMetrics().find((metric) => metric.serviceName === name || metric.name === name)?.pid,
    HOST_PROCESS,
  );
  if (pid === undefined) throw new Error('the store host has no process');
  process.kill(pid, 'SIGKILL');
  await expect
    .poll(
      () =>
        fetch(new URL('/healthz', before)).then(
          ({ ok }) => ok,
          () => false,
        ),
      { timeout: 20_000 },
    )
    .toBe(true);
  const number = await takeTicket();
  await expect(page.getByText(number).first()).toBeVisible({ timeout: 20_000 });
  expect(page.url()).toBe(before);
});
