/** A person without a mouse: Tab until the wanted control has the focus, then a key. */
import { expect, type Locator, type Page } from '@playwright/test';

/** No screen has more stops than this; a control further away is out of a person's reach. */
const MOST_STOPS = 120;

const hasFocus = (target: Locator) => target.evaluate((element) => element === document.activeElement);

/** Presses Tab until the control has the focus. Throws when Tab does not lead there. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}

/** Goes to a control and presses it. */
export async function activate(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Types into a field that the screen has put the focus on by itself. */
export async function typeInto(page: Page, field: Locator, text: string): Promise<void> {
  await expect(field).toBeFocused();
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}

/**
 * Watches a page for pointer events of any kind, from its next load on.
 * @returns the events so far, by type; empty as long as nobody touched a mouse
 */
export async function watchPointer(page: Page): Promise<() => readonly string[]> {
  const seen: string[] = [];
  await page.exposeFunction('notePointer', (type: string) => seen.push(type));
  await page.addInitScript(() => {
    // Put there by exposeFunction just above.
    const note = (window as unknown as { notePointer(type: string): void }).notePointer;
    for (const type of ['pointerdown', 'mousedown', 'touchstart', 'wheel']) addEventListener(type, () => note(type), true);
  });
  return () => seen;
}
