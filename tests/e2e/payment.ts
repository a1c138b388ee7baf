/** The clerk's way from a called ticket to booked cash, by keyboard. */
import { expect, type Page } from '@playwright/test';
import { typeInto } from './keyboard.ts';
import { type Words, zh } from './words.ts';

export type CashPayment = {
  /** Mobile number to pay for; 13800005566 belongs to a demo customer with a balance. */
  readonly number: string;
  /** Amount as typed, e.g. `50`. */
  readonly yuan: string;
};

export const DEMO_PAYMENT: CashPayment = { number: '13800005566', yuan: '50' };

/** Calls the next ticket and starts serving it. */
export async function callAndStart(page: Page, number: string, say: Words = zh): Promise<void> {
  await page.keyboard.press('F3');
  await expect(page.getByRole('heading', { name: number })).toBeVisible();
  await page.keyboard.press('F12');
  await expect(page.getByRole('heading', { name: say('counter_choose_service') })).toBeVisible();
}

/** Opens 缴费充值 for the ticket being served and finds the payer by number. */
export async function identifyByNumber(page: Page, { number }: CashPayment, say: Words = zh): Promise<void> {
  await page.keyboard.press('Alt+1');
  await typeInto(page, page.getByLabel(say('counter_number'), { exact: true }), number);
  await page.keyboard.press('Enter');
  await expect(page.getByLabel(say('counter_amount'), { exact: true })).toBeFocused();
}

/** Fills the amount and the exact cash; what is left is F12. */
export async function fillCash(page: Page, { yuan }: CashPayment, say: Words = zh): Promise<void> {
  await typeInto(page, page.getByLabel(say('counter_amount'), { exact: true }), yuan);
  await page.keyboard.press('F12');
  await expect(page.getByLabel(say('counter_received'), { exact: true })).toBeFocused();
  await page.keyboard.press('Alt+1');
  await expect(page.getByText(say('counter_cash_exact'))).toBeVisible();
}

/** From the choice of the service to the booked payment. */
export async function payInCash(page: Page, payment: CashPayment, say: Words = zh): Promise<void> {
  await identifyByNumber(page, payment, say);
  await fillCash(page, payment, say);
  await page.keyboard.press('F12');
  await expect(page.getByRole('region', { name: say('counter_give_back') })).toBeVisible();
}
