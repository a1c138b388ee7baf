/** The walk of a store's day, from the dispenser's button to the rating, without a mouse. */
import { realpathSync } from 'node:fs';
import { expect, type Locator, type Page, test } from '@playwright/test';
import { activate, watchPointer } from './keyboard.ts';
import { countFloat, expectKey, openBench, openStation, signIn } from './seats.ts';
import { type StoreUnderTest, startStore } from './store-under-test.ts';
import { anyOf, zh } from './words.ts';

let store: StoreUnderTest;
test.beforeAll(async () => {
  store = await startStore();
});
test.afterAll(() => store.close());

/** The pieces of paper under a printer's mouth, newest first, as read to somebody who does not see them. */
const papers = (device: Locator) => device.getByRole('region', { name: anyOf('devices_tray') }).getByRole('img');
const tile = (bench: Page, kind: 'QueueDispenser' | 'PosPrinter' | 'RatingPad' | 'IdCardReader') =>
  bench.getByRole('region', { name: zh(`lib_kind_${kind}`), exact: true });

/** Text of the newest piece, line by line. */
async function newestPaper(device: Locator): Promise<readonly string[]> {
  const label = (await papers(device).first().getAttribute('aria-label')) ?? '';
  return label.replace(zh('lib_paper', { text: '' }), '').split('，');
}

test('a customer takes a number, is called, pays in cash, gets the receipt and rates the service, without a mouse', async ({ browser }) => {
  const [bench, display, counter] = await Promise.all([1, 2, 3].map(async () => (await browser.newContext()).newPage()));
  if (!bench || !display || !counter) throw new Error('three pages were opened');
  const pointers = await Promise.all([bench, display, counter].map(watchPointer));

  // The lobby manager opens the device bench; every line on it is a pseudo-terminal.
  await openBench(bench, store);
  const lines = bench.getByTitle(anyOf('devices_wire'));
  await expect(lines).toHaveCount(4);
  if (process.platform === 'linux') {
    for (const path of await lines.allInnerTexts()) expect(realpathSync(path)).toMatch(/^\/dev\/pts\/\d+$/);
  }
  await openStation(display, store, 'display');
  await expect(display.getByRole('heading', { name: zh('display_none_yet') })).toBeVisible();

  // The customer presses 缴费充值 at the dispenser; the paper with the number comes out.
  await activate(bench, bench.getByRole('button', { name: zh('devices_press', { letter: 'B', name: '缴费充值' }) }));
  await expect(papers(tile(bench, 'QueueDispenser'))).toHaveCount(1);
  expect(await newestPaper(tile(bench, 'QueueDispenser'))).toContain('B001');

  // The clerk signs in at counter 1, counts the float and calls; the hall reads it.
  await counter.goto(`${store.url}/`);
  await signIn(counter, { account: 'clerk1', counter: 1 });
  await countFloat(counter);
  await expect(counter.getByRole('heading', { name: zh('counter_idle_waiting', { n: 1 }) })).toBeVisible();
  await counter.keyboard.press('F3');
  await expect(counter.getByRole('heading', { name: 'B001' })).toBeVisible();
  await expect(display.getByRole('heading', { name: zh('display_now_calling') })).toBeVisible();
  await expect(display.getByRole('main')).toContainText('B001');
  await counter.keyboard.press('F12');
  await expect(counter.getByRole('heading', { name: zh('counter_choose_service') })).toBeVisible();
  await counter.keyboard.press('Alt+1');
  await expect(counter.getByRole('heading', { name: zh('counter_payment'), level: 1 })).toBeVisible();

  // The card is laid on the reader, the clerk reads it.
  await bench.keyboard.press('1');
  await expect(tile(bench, 'IdCardReader').getByRole('img', { name: /李样本/ })).toBeVisible();
  await counter.keyboard.press('F11');
  await expect(counter.getByRole('heading', { name: '李**' })).toBeVisible();

  // 50 yuan by quick key, a hundred-yuan note received: the change and what to say while handing it over.
  await expect(counter.getByLabel(zh('counter_amount'), { exact: true })).toBeFocused();
  await activate(counter, counter.getByRole('button', { name: '50', exact: true }));
  const received = counter.getByLabel(zh('counter_received'), { exact: true });
  await expect(received).toBeFocused();
  await counter.keyboard.press('ControlOrMeta+A');
  await counter.keyboard.type('100');
  await expect(counter.getByText(zh('counter_cash_change', { yuan: '50.00' }))).toBeVisible();
  await counter.keyboard.press('F12');
  await expect(counter.getByText('收您100元，本次缴费50元，找您50元，请点好。')).toBeVisible();
  await expect(counter.getByText(zh('counter_print_done'))).toBeVisible();

  // The receipt on the paper is the receipt on the screen, line by line.
  const preview = counter.getByRole('complementary', { name: zh('counter_customer') }).getByRole('img', { name: anyOf('lib_paper') });
  await expect(papers(tile(bench, 'PosPrinter'))).toHaveCount(1);
  const shown = (await preview.getAttribute('aria-label')) ?? '';
  await expect(papers(tile(bench, 'PosPrinter')).first()).toHaveAttribute('aria-label', shown);
  const manager = await store.as('manager');
  const [paid] = (await manager('transactions', 'today', { counter: 1 })).transactions;
  if (!paid) throw new Error('the payment is in the books');
  expect(shown).toContain(paid.serial);
  expect(shown).toContain('50.00');

  // The customer lost it: a second print carries 补打. Then the ticket is finished and the pad asks.
  await expectKey(counter, 'counter_reprint');
  await counter.keyboard.press('F9');
  await expect(papers(tile(bench, 'PosPrinter'))).toHaveCount(2);
  expect((await newestPaper(tile(bench, 'PosPrinter'))).join()).toContain('补打');
  await expect(counter.getByText(zh('counter_copy', { n: 1 }))).toBeVisible();
  await expectKey(counter, 'counter_finish');
  await counter.keyboard.press('F12');
  const pad = tile(bench, 'RatingPad');
  await expect(pad.getByText(zh('devices_pad_asking'))).toBeVisible();
  await activate(bench, pad.getByRole('button', { name: zh('devices_rating_very_satisfied'), exact: true }));
  await expect(
    counter.getByText(zh('counter_rating_given', { number: 'B001', rating: zh('counter_rating_very_satisfied') })),
  ).toBeVisible();

  // In the books the rating stands with ticket, clerk and transaction.
  const [rated] = (await manager('transactions', 'today', { counter: 1 })).transactions;
  expect(rated).toMatchObject({
    serial: paid.serial,
    rating: 'very-satisfied',
    ticket: { number: 'B001' },
    clerk: { account: 'clerk1' },
    amountFen: 5_000,
    receivedFen: 10_000,
    changeFen: 5_000,
  });

  expect(pointers.flatMap((events) => events())).toEqual([]);
  await store.stop();
  const verified = await store.verify();
  expect(verified, verified.output).toMatchObject({ code: 0 });
});
