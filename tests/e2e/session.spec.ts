/** Seats: wrong passwords, locks, leaving and coming back, languages, and two clerks at the same queue. */
import { expect, type Page, test } from '@playwright/test';
import { takeNumbers } from './host-call.ts';
import { activate, tabTo, typeInto } from './keyboard.ts';
import { countFloat, openCounter, rememberStation, signIn } from './seats.ts';
import { type StoreUnderTest, startStore } from './store-under-test.ts';
import { anyOf, en, type WordKey, zh } from './words.ts';

let store: StoreUnderTest;
test.beforeAll(async () => {
  store = await startStore();
});
test.afterAll(() => store.close());

const password = (page: Page) => page.getByLabel(zh('lock_prompt'));

/** Goes on with the password; the work beneath was there all the time, so only the lock's end tells. */
async function unlock(page: Page): Promise<void> {
  await typeInto(page, password(page), 'demo');
  await page.keyboard.press('Enter');
  await expect(password(page)).toBeHidden();
}

test('a role without a workplace looks at the hall or at a plain page, and signs out', async ({ page }) => {
  await page.goto(`${store.url}/`);
  for (const [account, title] of [
    ['inspector', zh('signin_landing_hall')],
    ['shopper', zh('signin_landing_none')],
  ] as const) {
    await signIn(page, { account, password: 'demo' });
    await expect(page.getByRole('heading', { name: title })).toBeVisible();
    await expect(page.getByText(zh('lib_role_shopper'))).toHaveCount(0);
    await activate(page, page.getByRole('button', { name: zh('lib_sign_out') }));
    await expect(page.getByRole('heading', { name: zh('signin_title') })).toBeVisible();
  }
});

test('wrong passwords count down in words, then the account is locked even for the right one', async ({ page }) => {
  await page.goto(`${store.url}/`);
  await signIn(page, { account: 'inspector', password: 'wrong' });
  const problem = page.getByRole('alert');
  await expect(problem).toHaveText(zh('signin_attempts_left', { n: 4 }));
  for (const left of [3, 2, 1]) {
    await typeInto(page, page.getByLabel(zh('signin_password'), { exact: true }), `wrong ${left}`);
    await page.keyboard.press('Enter');
    await expect(problem).toHaveText(zh('signin_attempts_left', { n: left }));
  }
  for (const last of ['wrong', 'demo']) {
    await typeInto(page, page.getByLabel(zh('signin_password'), { exact: true }), last);
    await page.keyboard.press('Enter');
    await expect(problem).toHaveText(anyOf('signin_locked_until'));
  }
});

test('a seat locks, goes to lunch with its reason, comes back to its work, and signs out', async ({ page }) => {
  await openCounter(page, store, 'clerk1', 1);
  await page.keyboard.press('Control+L');
  await expect(page.getByRole('heading', { name: zh('lock_locked', { name: '周敏' }) })).toBeVisible();
  await page.keyboard.press('F6'); // Keys of the counter beneath are dead.
  await typeInto(page, password(page), 'wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(zh('signin_attempts_left', { n: 4 }));
  await unlock(page);
  await expect(page.getByRole('heading', { name: zh('counter_idle_none') })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.keyboard.press('F6');
  const dialog = page.getByRole('dialog', { name: zh('counter_pause_title') });
  await expect(dialog.getByRole('radio').first()).toBeFocused();
  await page.keyboard.press('3');
  await expect(dialog.getByRole('radio').nth(2)).toBeChecked();
  await page.keyboard.press('ArrowUp');
  await expect(dialog.getByRole('radio', { name: '用餐' })).toBeChecked();
  await page.keyboard.press('Control+L');
  await expect(page.getByRole('heading', { name: zh('lock_away', { name: '周敏' }) })).toBeVisible();
  const manager = await store.as('manager');
  const counter = async () => (await manager('queue', 'board', {})).counters.find((candidate) => candidate.counter === 1);
  expect(await counter()).toMatchObject({ state: 'paused', reason: '用餐' });
  await unlock(page);
  await expect(page.getByRole('heading', { name: zh('counter_idle_none') })).toBeVisible();
  expect(await counter()).toMatchObject({ state: 'open' });

  await page.keyboard.press('F10');
  await typeInto(page, page.getByRole('dialog', { name: zh('counter_palette') }).getByRole('combobox'), 'qt');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: zh('signin_title') })).toBeVisible();
  expect(await counter()).toMatchObject({ state: 'closed', clerk: null });
});

test('a seat nobody touches for five minutes locks itself', async ({ page }) => {
  await page.clock.install();
  await page.goto(`${store.url}/`);
  await signIn(page, { account: 'duty' });
  await expect(page.getByRole('region', { name: zh('lobby_board') })).toBeVisible();
  await page.clock.fastForward('05:10');
  await expect(page.getByRole('heading', { name: zh('lock_locked', { name: '王海燕' }) })).toBeVisible();
});

test('two clerks who press F3 at the same moment get different tickets', async ({ browser }) => {
  const pages = await Promise.all([1, 2].map(async () => (await browser.newContext()).newPage()));
  const manager = await store.as('manager');
  for (const [index, page] of pages.entries()) await openCounter(page, store, `clerk${index + 1}`, index + 2);
  const numbers = await takeNumbers(manager, 'A', 2);
  for (const page of pages) await expect(page.getByRole('heading', { name: zh('counter_idle_waiting', { n: 2 }) })).toBeVisible();
  await Promise.all(pages.map((page) => page.keyboard.press('F3')));
  const called = await Promise.all(pages.map((page) => page.getByRole('heading', { level: 1, name: /^A\d{3}$/ }).innerText()));
  expect(called.toSorted()).toEqual(numbers.toSorted());
  for (const page of pages) {
    await page.keyboard.press('F5');
    await page.keyboard.press('Enter');
  }
});

test('every screen changes its language without loading anew', async ({ page }) => {
  await Promise.all((['kiosk', 'display'] as const).map((workplace) => rememberStation(page, store, workplace)));
  // The last one: under a lock the work beneath is still there, inert.
  const english = page.getByRole('button', { name: 'EN', exact: true }).last();
  const chinese = page.getByRole('button', { name: '中', exact: true }).last();
  /** Shows a screen in English and back, and proves that it is the very same document. */
  async function expectSwitch(word: WordKey): Promise<void> {
    await expect(page.getByText(zh(word)).first()).toBeVisible();
    await page.evaluate(() => document.body.setAttribute('data-same', ''));
    await activate(page, english);
    await expect(page.getByText(en(word)).first()).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await activate(page, chinese);
    await expect(page.getByText(zh(word)).first()).toBeVisible();
    await expect(page.locator('body[data-same]')).toHaveCount(1);
  }

  await page.goto(`${store.url}/`);
  await expectSwitch('signin_checks');
  await tabTo(page, page.getByLabel(zh('signin_account'), { exact: true }));
  await signIn(page, { account: 'manager', counter: 4 });
  await countFloat(page);
  await expectSwitch('counter_checks');
  await page.keyboard.press('Control+L');
  await expectSwitch('lock_other');
  await tabTo(page, password(page));
  await unlock(page);
  await activate(page, page.getByRole('link', { name: zh('lib_nav_lobby') }));
  await expectSwitch('lobby_alerts');
  await activate(page, page.getByRole('link', { name: zh('lib_nav_devices') }));
  await expectSwitch('devices_all');
  await page.goto(`${store.url}/display`);
  await expect(page.getByRole('heading', { name: zh('display_waiting') })).toBeVisible();
  await page.keyboard.press('Shift'); // The display's controls show themselves to whoever touches a key.
  await tabTo(page, english);
  await expectSwitch('display_waiting');
});

test('a clerk changes the own password from the palette, and the new one unlocks', async ({ page }) => {
  // Back at the own seat of the test before, whose drawer is open.
  await page.goto(`${store.url}/`);
  await signIn(page, { account: 'clerk2', counter: 3 });
  await expect(page.getByRole('navigation', { name: zh('counter_keys') })).toBeVisible();
  await page.keyboard.press('Control+K');
  await typeInto(page, page.getByRole('dialog', { name: zh('counter_palette') }).getByRole('combobox'), 'gmm');
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: zh('counter_own_password') });
  const current = dialog.getByLabel(zh('counter_own_password_current'));
  await typeInto(page, current, 'wrong');
  for (const field of [dialog.getByLabel(zh('people_password'), { exact: true }), dialog.getByLabel(zh('people_again'))]) {
    await tabTo(page, field);
    await typeInto(page, field, 'a longer one');
  }
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText(zh('signin_attempts_left', { n: 4 }));
  await typeInto(page, current, 'demo');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText(zh('counter_own_password_done'))).toBeVisible();
  await page.keyboard.press('Control+L');
  await typeInto(page, password(page), 'a longer one');
  await page.keyboard.press('Enter');
  await expect(password(page)).toBeHidden();
});
