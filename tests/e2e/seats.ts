/** Getting people and screens to their places, by keyboard alone. */
import { expect, type Page } from '@playwright/test';
import { activate, typeInto } from './keyboard.ts';
import type { RunningStore } from './store-under-test.ts';
import { type WordKey, type Words, zh } from './words.ts';

export type SignIn = {
  readonly account: string;
  readonly password?: string;
  /** Counter to sit at; absent = none. */
  readonly counter?: number;
};

/** Fills the sign-in form in front of the person and sends it. */
export async function signIn(page: Page, { account, password = 'demo', counter }: SignIn, say: Words = zh): Promise<void> {
  await typeInto(page, page.getByLabel(say('signin_account'), { exact: true }), account);
  await page.keyboard.press('Tab');
  await typeInto(page, page.getByLabel(say('signin_password'), { exact: true }), password);
  await page.keyboard.press(`Alt+${counter ?? 0}`);
  await page.keyboard.press('Enter');
}

/** A clerk at an open counter whose drawer has its float, waiting for the first customer. */
export async function openCounter(page: Page, store: RunningStore, account: string, counter: number, say: Words = zh): Promise<void> {
  await page.goto(`${store.url}/`);
  await signIn(page, { account, counter }, say);
  await countFloat(page, say);
  await expectKey(page, 'counter_call_next', say);
}

/** Waits until a function key of the counter can be pressed. */
export async function expectKey(page: Page, label: WordKey, say: Words = zh): Promise<void> {
  const keys = page.getByRole('navigation', { name: say('counter_keys') });
  await expect(keys.getByRole('button', { name: say(label), exact: true })).toBeEnabled();
}

/** Counts the float the store proposes and opens the drawer. */
export async function countFloat(page: Page, say: Words = zh): Promise<void> {
  const dialog = page.getByRole('dialog', { name: say('counter_float_title') });
  await expect(dialog.getByLabel(say('counter_float'), { exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** The device page as the lobby manager opens it from his own workplace. */
export async function openBench(page: Page, store: RunningStore, account = 'lobby'): Promise<void> {
  await page.goto(`${store.url}/`);
  await signIn(page, { account });
  await activate(page, page.getByRole('link', { name: zh('lib_nav_devices') }));
  await expect(page.getByRole('heading', { name: zh('devices_title') })).toBeVisible();
}

/** Makes a window the hall display or the touch kiosk of the store: somebody of the lobby signs it in once. */
export async function openStation(page: Page, store: RunningStore, workplace: 'kiosk' | 'display'): Promise<void> {
  await page.goto(`${store.url}/${workplace}`);
  await typeInto(page, page.getByLabel(zh('signin_account'), { exact: true }), 'lobby');
  await page.keyboard.press('Tab');
  await typeInto(page, page.getByLabel(zh('signin_password'), { exact: true }), 'demo');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(zh('signin_password'), { exact: true })).toBeHidden();
}

/** Gives a page that is about to open the session of a kiosk or display, as one that was set up before. */
export async function rememberStation(page: Page, store: RunningStore, workplace: 'kiosk' | 'display'): Promise<void> {
  const lobby = await store.as('lobby');
  const { token } = await lobby('session', 'openStation', { workplace });
  await page.addInitScript(([key, value]) => localStorage.setItem(key, value), [`tingtai.token.${workplace}`, token] as const);
}
