/** What goes wrong in a store: the host dies, paper ends in the middle of a receipt, nobody knows whether it printed. */
import { expect, type Page, test } from '@playwright/test';
import { takeNumbers } from './host-call.ts';
import { callAndStart, DEMO_PAYMENT, payInCash } from './payment.ts';
import { expectKey, openCounter, rememberStation } from './seats.ts';
import { type StoreUnderTest, startStore } from './store-under-test.ts';
import { anyOf, zh } from './words.ts';

/** A lost link must be on the screen within this, ms. */
const SECONDS = 3_000;

let store: StoreUnderTest;
test.beforeAll(async () => {
  store = await startStore();
});
test.afterAll(() => store.close());

/** Somebody at a counter in the middle of serving the only ticket. */
async function serve(page: Page, account: string, counter: number): Promise<string> {
  const lobby = await store.as('lobby');
  const [number = ''] = await takeNumbers(lobby, 'B', 1);
  await openCounter(page, store, account, counter);
  await callAndStart(page, number);
  return number;
}

test('a killed host is seen within seconds, its old picture refuses to act, and a restart brings everything back', async ({
  page,
  context,
}) => {
  const display = await context.newPage();
  await rememberStation(display, store, 'display');
  const number = await serve(page, 'clerk1', 1);
  await display.goto(`${store.url}/display`);
  await expect(display.getByRole('main')).toContainText(number);

  await store.kill();
  await expect(page.getByText(anyOf('counter_offline'))).toBeVisible({ timeout: SECONDS });
  await expect(page.getByText(zh('counter_offline_then'))).toBeVisible();
  await expect(display.getByRole('alert')).toContainText(zh('display_lost'), { timeout: SECONDS });
  for (const key of await page
    .getByRole('navigation', { name: zh('counter_keys') })
    .getByRole('button', { name: zh('counter_finish'), exact: true })
    .all()) {
    await expect(key).toBeDisabled();
  }
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: zh('counter_choose_service') })).toBeVisible();

  await store.restart();
  await expect(page.getByText(anyOf('counter_offline'))).toBeHidden({ timeout: 15_000 });
  await expect(page.getByText(number).first()).toBeVisible();
  await expect(display.getByRole('alert')).toBeHidden({ timeout: 15_000 });
  const manager = await store.as('manager');
  expect((await manager('queue', 'board', {})).counters[0]).toMatchObject({
    state: 'serving',
    ticket: { number },
    clerk: { account: 'clerk1' },
  });
  await expectKey(page, 'counter_finish');
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: zh('counter_idle_none') })).toBeVisible();
});

test('paper that ends in the middle of a receipt: money and record first, and it goes on once there is paper', async ({ page }) => {
  await serve(page, 'clerk2', 2);
  const manager = await store.as('manager');
  await manager('bench', 'act', { device: 'printer-2', action: { do: 'paper-left', lines: 5 } });
  await payInCash(page, DEMO_PAYMENT);
  const dialog = page.getByRole('dialog', { name: zh('counter_paper_out') });
  await expect(dialog).toBeVisible();
  const [paid] = (await manager('transactions', 'today', { counter: 2 })).transactions;
  await expect(dialog.getByRole('paragraph').first()).toHaveText(`缴费小票${paid?.serial}没有打出来，钱已收，账已记`);
  // The customer need not wait for the paper.
  await expect(page.getByRole('navigation', { name: zh('counter_keys') }).getByRole('button', { name: zh('counter_finish') })).toBeEnabled({
    timeout: SECONDS,
  });
  await manager('bench', 'act', { device: 'printer-2', action: { do: 'set-paper', paper: 'ok' } });
  await expect(dialog).toBeHidden();
  await expect(page.getByText(zh('counter_print_done'))).toBeVisible();
  expect((await manager('devices', 'list', {})).jobs.filter(({ device }) => device === 'printer-2')).toMatchObject([
    { kind: 'receipt', state: 'printed', copy: 0 },
  ]);
});

test('a receipt nobody can vouch for is decided by the clerk before anything is printed again', async ({ page }) => {
  await serve(page, 'duty', 3);
  const manager = await store.as('manager');
  await manager('bench', 'act', { device: 'printer-3', action: { do: 'paper-left', lines: 5 } });
  await payInCash(page, DEMO_PAYMENT);
  await expect(page.getByRole('dialog', { name: zh('counter_paper_out') })).toBeVisible();
  await manager('bench', 'act', { device: 'printer-3', action: { do: 'set-plugged', plugged: false } });
  const dialog = page.getByRole('dialog', { name: zh('counter_unknown_title') });
  await expect(dialog).toBeVisible();
  await manager('bench', 'act', { device: 'printer-3', action: { do: 'set-plugged', plugged: true } });
  await manager('bench', 'act', { device: 'printer-3', action: { do: 'set-paper', paper: 'ok' } });
  await expect
    .poll(async () => (await manager('devices', 'list', {})).devices.find(({ name }) => name === 'printer-3'))
    .toMatchObject({ connection: 'online', conditions: [] });
  await page.keyboard.press('n');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(zh('counter_print_done'))).toBeVisible();
  const jobs = (await manager('devices', 'list', {})).jobs.filter(({ device }) => device === 'printer-3');
  expect(jobs.map(({ state }) => state).toSorted()).toEqual(['not-printed', 'printed']);
});
