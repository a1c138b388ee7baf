/** Every screen in its main states, in both languages: axe's rules, nothing wider than the screen, no text under 12 px. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';
import { takeNumbers } from './host-call.ts';
import { DEMO_PAYMENT, payInCash } from './payment.ts';
import { openCounter, rememberStation, signIn } from './seats.ts';
import { type StoreUnderTest, startStore } from './store-under-test.ts';
import { type Language, words } from './words.ts';

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** ui.md: the smallest text of any screen, px. */
const SMALLEST_TEXT_PX = 12;

/** The narrowest screen staff work on. */
const STAFF = { width: 1366, height: 768 };

let store: StoreUnderTest;
test.beforeAll(async () => {
  store = await startStore();
  await takeNumbers(await store.as('lobby'), 'B', 6);
});
test.afterAll(() => store.close());

/** Opens pages in a language that was chosen on this machine before. */
const speak = (page: Page, language: Language) => page.addInitScript((chosen) => localStorage.setItem('tingtai.locale', chosen), language);

/** Text that a person sees on the page and that is smaller than allowed. Drawn paper and cards are pictures of print. */
const smallText = (page: Page) =>
  page.evaluate((smallest) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!element || node.textContent?.trim() === '' || element.closest('svg') || !element.checkVisibility({ visibilityProperty: true }))
        continue;
      const size = Number.parseFloat(getComputedStyle(element).fontSize);
      if (size < smallest) found.push(`${size} px: ${node.textContent?.trim()}`);
    }
    return found;
  }, SMALLEST_TEXT_PX);

async function expectGood(page: Page, state: string): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`),
  );
  expect.soft(found, `${state}: axe`).toEqual([]);
  expect.soft(await smallText(page), `${state}: small text`).toEqual([]);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect.soft(overflow, `${state}: horizontal overflow`).toBe(0);
}

for (const language of ['zh-CN', 'en'] as const) {
  const say = words(language);

  test(`sign-in and counter in ${language}`, async ({ page }) => {
    const [account, counter] = language === 'en' ? ['clerk2', 2] : ['clerk1', 1];
    await speak(page, language);
    await page.setViewportSize(STAFF);
    await page.goto(`${store.url}/`);
    await expectGood(page, 'sign-in');
    await signIn(page, { account, counter, password: 'wrong' }, say);
    await expect(page.getByRole('alert')).toBeVisible();
    await expectGood(page, 'sign-in refused');
    await openCounter(page, store, account, counter, say);
    await expectGood(page, 'counter idle');
    await page.keyboard.press('F10');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectGood(page, 'palette');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F1');
    await expect(page.getByRole('dialog')).toBeVisible();
    await expectGood(page, 'help');
    await page.keyboard.press('Escape');
    await page.keyboard.press('F3');
    await expect(page.getByRole('heading', { name: /^B\d{3}$/ })).toBeVisible();
    await expectGood(page, 'called');
    await page.keyboard.press('F12');
    await expect(page.getByRole('heading', { name: say('counter_choose_service') })).toBeVisible();
    await expectGood(page, 'choice of service');
    const manager = await store.as('manager');
    const printer = `printer-${counter}`;
    await manager('bench', 'act', { device: printer, action: { do: 'paper-left', lines: 5 } });
    await payInCash(page, DEMO_PAYMENT, say);
    await expect(page.getByRole('dialog', { name: say('counter_paper_out') })).toBeVisible();
    await expectGood(page, 'paper out');
    await manager('bench', 'act', { device: printer, action: { do: 'set-paper', paper: 'ok' } });
    await expect(page.getByText(say('counter_print_done'))).toBeVisible();
    await expectGood(page, 'paid');
    await page.keyboard.press('Control+L');
    await expect(page.getByLabel(say('lock_prompt'))).toBeVisible();
    await expectGood(page, 'locked');
  });

  test(`lobby and devices in ${language}`, async ({ page }) => {
    await speak(page, language);
    await page.setViewportSize(STAFF);
    await page.goto(`${store.url}/`);
    await signIn(page, { account: 'lobby' }, say);
    await expect(page.getByRole('region', { name: say('lobby_board') })).toBeVisible();
    await expectGood(page, 'lobby');
    await page.keyboard.press('n');
    await expect(page.getByRole('dialog', { name: say('lobby_take_title') })).toBeVisible();
    await expectGood(page, 'taking a number');
    await page.keyboard.press('Escape');
    await page.goto(`${store.url}/devices`);
    await expect(page.getByRole('region', { name: say('lib_kind_IdCardReader'), exact: true })).toBeVisible();
    await page.keyboard.press('1');
    await expect(page.getByRole('img', { name: /李样本/ })).toBeVisible();
    await expectGood(page, 'devices');
  });

  test(`kiosk and display in ${language}`, async ({ page }) => {
    await speak(page, language);
    for (const workplace of ['kiosk', 'display'] as const) await rememberStation(page, store, workplace);
    for (const viewport of [
      { width: 1080, height: 1920 },
      { width: 1280, height: 800 },
    ]) {
      const size = `${viewport.width} × ${viewport.height}`;
      await page.setViewportSize(viewport);
      await page.goto(`${store.url}/kiosk`);
      await expect(page.getByRole('heading', { name: say('kiosk_title') })).toBeVisible();
      await expectGood(page, `kiosk ${size}`);
      await page.getByRole('button', { name: say('kiosk_elder') }).click();
      await expect(page.getByRole('heading', { name: say('kiosk_elder_title') })).toBeVisible();
      await expectGood(page, `large print ${size}`);
      await page.keyboard.press('1');
      await expect(page.getByRole('heading', { name: say('kiosk_ticket_printed') })).toBeVisible();
      await expectGood(page, `ticket ${size}`);
    }
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.goto(`${store.url}/display`);
    await expect(page.getByRole('heading', { name: say('display_waiting') })).toBeVisible();
    await expectGood(page, 'display');
  });
}
