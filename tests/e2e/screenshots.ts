/**
 * `node core/cli/launch.mjs tests/e2e/screenshots.ts`: takes the pictures of docs/screenshots/ from the running program, in a
 * hall with people waiting and a payment under way.
 */
import { statSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, expect, type Page } from '@playwright/test';
import { projectRoot } from '../../core/cli/project-root.ts';
import { browserOptions } from './browser-options.ts';
import { command } from './host-call.ts';
import { liveMorning } from './morning.ts';
import { identifyByNumber, payInCash } from './payment.ts';
import { openCounter, rememberStation, signIn } from './seats.ts';
import type { RunningStore } from './store-under-test.ts';
import { type Language, words, zh } from './words.ts';

const folder = path.join(projectRoot, 'docs', 'screenshots');
/** A picture in the repository stays below this, bytes. */
const LARGEST_PICTURE = 400_000;

const STAFF = { width: 1440, height: 900 };
const KIOSK = { width: 1080, height: 1920 };
const DISPLAY = { width: 1920, height: 1080 };

async function take(page: Page, name: string): Promise<void> {
  const file = path.join(folder, `${name}.png`);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: file, animations: 'disabled' });
  const { size } = statSync(file);
  process.stdout.write(`${name}.png ${Math.round(size / 1000)} kB\n`);
  if (size > LARGEST_PICTURE) throw new Error(`${name}.png is larger than ${LARGEST_PICTURE / 1000} kB`);
}

/** A window of its own, as another machine of the store has. */
async function open(browser: Browser, viewport: { width: number; height: number }, language: Language = 'zh-CN'): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
  await context.clock.setSystemTime(store.now());
  const page = await context.newPage();
  await page.addInitScript((chosen) => localStorage.setItem('tingtai.locale', chosen), language);
  return page;
}

/** A clerk's day from sign-in to the receipt that runs out of paper. */
async function takeCounter(browser: Browser, store: RunningStore): Promise<void> {
  const manager = await store.as('manager');
  await manager('counters', 'release', { ...command(), counter: 1 });
  const page = await open(browser, STAFF);
  await page.goto(`${store.url}/`);
  await expect(page.getByRole('heading', { name: zh('signin_checks') })).toBeVisible();
  await take(page, 'sign-in');
  await openCounter(page, store, 'clerk1', 1);
  await page.keyboard.press('F3');
  await expect(page.getByText(zh('counter_called_to', { n: 1 }))).toBeVisible();
  await take(page, 'counter-called');
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: zh('counter_choose_service') })).toBeVisible();
  const payment = { number: '13800006721', yuan: '59' };
  await identifyByNumber(page, payment);
  await page.getByLabel(zh('counter_amount'), { exact: true }).fill(payment.yuan);
  await page.keyboard.press('F12');
  await page.getByLabel(zh('counter_received'), { exact: true }).fill('100');
  await expect(page.getByText(zh('counter_cash_change', { yuan: '41.00' }))).toBeVisible();
  await expect(page.getByRole('complementary', { name: zh('counter_customer') }).getByRole('img')).toBeVisible();
  await take(page, 'counter');
  await manager('bench', 'act', { device: 'printer-1', action: { do: 'paper-left', lines: 6 } });
  await page.keyboard.press('F12');
  await expect(page.getByRole('dialog', { name: zh('counter_paper_out') })).toBeVisible();
  await take(page, 'counter-paper-out');
}

async function takeEnglishCounter(browser: Browser, store: RunningStore): Promise<void> {
  const say = words('en');
  const manager = await store.as('manager');
  await manager('queue', 'finish', { ...command(), counter: 2 });
  const page = await open(browser, STAFF, 'en');
  await openCounter(page, store, 'clerk2', 2, say);
  await page.keyboard.press('F3');
  await expect(page.getByText(say('counter_called_to', { n: 2 }))).toBeVisible();
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: say('counter_choose_service') })).toBeVisible();
  await payInCash(page, { number: '13800005566', yuan: '100' }, say);
  await expect(page.getByText(say('counter_print_done'))).toBeVisible();
  await take(page, 'counter-en');
}

async function takeLobby(browser: Browser, store: RunningStore): Promise<void> {
  const page = await open(browser, STAFF);
  await page.goto(`${store.url}/`);
  await signIn(page, { account: 'lobby' });
  await expect(page.getByRole('region', { name: zh('lobby_board') })).toBeVisible();
  await take(page, 'lobby');
}

async function takeDevices(browser: Browser, store: RunningStore): Promise<void> {
  const page = await open(browser, STAFF);
  await page.goto(`${store.url}/devices`);
  await signIn(page, { account: 'lobby' });
  await expect(page.getByRole('region', { name: zh('lib_kind_IdCardReader'), exact: true })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('img', { name: /李样本/ })).toBeVisible();
  await page.keyboard.press('b');
  await expect(page.getByRole('region', { name: zh('lib_kind_QueueDispenser'), exact: true }).getByRole('img')).not.toHaveCount(0);
  await expect(page.getByText(zh('devices_job_printing'))).toHaveCount(0);
  await take(page, 'devices');
}

async function takeKiosk(browser: Browser, store: RunningStore): Promise<void> {
  const page = await open(browser, KIOSK);
  await rememberStation(page, store, 'kiosk');
  await page.goto(`${store.url}/kiosk`);
  await expect(page.getByRole('heading', { name: zh('kiosk_title') })).toBeVisible();
  await take(page, 'kiosk');
  await page.getByRole('button', { name: '个人业务' }).click();
  await expect(page.getByRole('heading', { name: zh('kiosk_ticket_printed') })).toBeVisible();
  await take(page, 'kiosk-ticket');
}

async function takeDisplay(browser: Browser, store: RunningStore): Promise<void> {
  const page = await open(browser, DISPLAY);
  await rememberStation(page, store, 'display');
  await page.goto(`${store.url}/display`);
  await expect(page.getByRole('heading', { name: zh('display_waiting') })).toBeVisible();
  await expect(
    page
      .getByRole('main')
      .getByText(/^[A-Z]\d{3}$/)
      .first(),
  ).toBeVisible();
  await take(page, 'display');
}

const store = await liveMorning();
// The display may speak without a touch, as on a machine set up for it.
const browser = await chromium.launch({
  ...browserOptions,
  args: [...(browserOptions.args ?? []), '--autoplay-policy=no-user-gesture-required'],
});
try {
  await takeDisplay(browser, store);
  await takeLobby(browser, store);
  await takeKiosk(browser, store);
  await takeCounter(browser, store);
  await takeDevices(browser, store);
  await takeEnglishCounter(browser, store);
} finally {
  await browser.close();
  await store.close();
}
