/** Screens keep to themselves: no breach of the content policy, no error in the console, no request to anybody but the host. */
import { expect, type Page, test } from '@playwright/test';
import { takeNumbers } from './host-call.ts';
import { activate, tabTo } from './keyboard.ts';
import { callAndStart, DEMO_PAYMENT, payInCash } from './payment.ts';
import { expectKey, openBench, openCounter, openStation } from './seats.ts';
import { type StoreUnderTest, startStore } from './store-under-test.ts';
import { anyOf, zh } from './words.ts';

let store: StoreUnderTest;
test.beforeAll(async () => {
  store = await startStore();
});
test.afterAll(() => store.close());

/** Writes down everything a page does that it must not do, from its next load on. */
async function watchManners(page: Page): Promise<readonly string[]> {
  const breaches: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') breaches.push(`console ${message.type()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => breaches.push(`uncaught: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    if (protocol !== 'data:' && protocol !== 'blob:' && origin !== store.url) breaches.push(`request to ${origin}`);
  });
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== new URL(store.url).host) breaches.push(`socket to ${socket.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) breaches.push(`${response.status()} for ${response.url()}`);
  });
  await page.exposeFunction('noteBreach', (text: string) => breaches.push(text));
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      // Put there by exposeFunction just above.
      (window as unknown as { noteBreach(text: string): void }).noteBreach(`content policy: ${effectiveDirective} ${blockedURI}`);
    });
  });
  return breaches;
}

test('the pages are served with a policy that allows nothing but the host itself', async ({ request }) => {
  const policy = (await request.get(`${store.url}/`)).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'self'");
  expect(policy).not.toContain('unsafe-eval');
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-inline'/);
  expect(policy).toContain("frame-ancestors 'none'");
});

test('a counter takes money without a word in the console', async ({ page }) => {
  const breaches = await watchManners(page);
  const [number = ''] = await takeNumbers(await store.as('lobby'), 'B', 1);
  await openCounter(page, store, 'clerk1', 1);
  await callAndStart(page, number);
  await payInCash(page, DEMO_PAYMENT);
  await expect(page.getByText(zh('counter_print_done'))).toBeVisible();
  await expectKey(page, 'counter_finish');
  await page.keyboard.press('F12');
  await expect(page.getByText(zh('counter_rating_waiting', { number }))).toBeVisible();
  expect(breaches).toEqual([]);
});

test('lobby and device bench keep to themselves', async ({ page }) => {
  const breaches = await watchManners(page);
  await openBench(page, store);
  await activate(page, page.getByRole('button', { name: anyOf('devices_press') }).first());
  const dispenser = page.getByRole('region', { name: zh('lib_kind_QueueDispenser'), exact: true });
  await expect(dispenser.getByRole('region', { name: zh('devices_tray', { count: 1 }) })).toBeVisible();
  await page.keyboard.press('2');
  await expect(page.getByRole('img', { name: /王示范/ })).toBeVisible();
  await activate(page, page.getByRole('link', { name: zh('lib_nav_lobby') }));
  await expect(page.getByRole('button', { name: /^A001/ })).toBeVisible();
  expect(breaches).toEqual([]);
});

test('kiosk and display keep to themselves', async ({ page }) => {
  const breaches = await watchManners(page);
  await openStation(page, store, 'kiosk');
  await expect(page.getByRole('heading', { name: zh('kiosk_title') })).toBeVisible();
  await page.keyboard.press('1');
  await expect(page.getByRole('heading', { name: zh('kiosk_ticket_printed') })).toBeVisible();
  await openStation(page, store, 'display');
  await expect(page.getByRole('heading', { name: zh('display_waiting') })).toBeVisible();
  await page.keyboard.press('Shift');
  await activate(page, page.getByRole('button', { name: zh('display_test_voice') }));
  await tabTo(page, page.getByRole('switch', { name: zh('display_english_on') }));
  expect(breaches).toEqual([]);
});
