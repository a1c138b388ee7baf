/** The touch kiosk in front of the dispenser: numbers by touch, paper that runs out, large print, English. */
import { expect, type Page, test } from '@playwright/test';
import { command, type HostCall } from './host-call.ts';
import { activate } from './keyboard.ts';
import { rememberStation, signIn } from './seats.ts';
import { type StoreUnderTest, startStore } from './store-under-test.ts';
import { anyOf, en, zh } from './words.ts';

test.use({ viewport: { width: 1080, height: 1920 }, hasTouch: true });

let store: StoreUnderTest;
test.beforeAll(async () => {
  store = await startStore();
});
test.afterAll(() => store.close());

/** Calls at a counter and answers the number, or null when nobody may be called. */
const callAt = async (call: HostCall, counter: number) =>
  (await call('queue', 'callNext', { ...command(), counter })).ticket?.number ?? null;
const tile = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(name) });

test('a touch takes a number: its paper comes out and the lobby sees it wait', async ({ page: lobby, context }) => {
  // The lobby manager opens the kiosk on this machine.
  await lobby.goto(`${store.url}/`);
  await signIn(lobby, { account: 'lobby' });
  await expect(lobby.getByRole('region', { name: zh('lobby_board') })).toBeVisible();
  await lobby.keyboard.press('o');
  const opened = context.waitForEvent('page');
  await activate(lobby, lobby.getByRole('button', { name: zh('lobby_screens_kiosk') }));
  const kiosk = await opened;

  // No counter serves it yet, so the kiosk asks first.
  await tile(kiosk, '缴费充值').tap();
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_unserved', { service: '缴费充值' }) })).toBeVisible();
  await kiosk.getByRole('button', { name: zh('kiosk_unserved_take') }).tap();
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_ticket_printed') })).toBeVisible();
  await expect(kiosk.getByRole('img', { name: zh('kiosk_slip', { number: 'B001', service: '缴费充值' }) })).toBeVisible();
  await expect(lobby.getByRole('region', { name: '缴费充值' }).getByRole('button', { name: /^B001/ })).toBeVisible();
  await kiosk.getByRole('button', { name: zh('kiosk_done') }).tap();
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_title') })).toBeVisible();
});

test('a number whose paper did not come out is called only after a person decided so', async ({ page: kiosk, browser }) => {
  const manager = await store.as('manager');
  await manager('bench', 'act', { device: 'dispenser', action: { do: 'set-paper', paper: 'out' } });
  await rememberStation(kiosk, store, 'kiosk');
  await kiosk.goto(`${store.url}/kiosk`);
  await tile(kiosk, '宽带业务').tap();
  await kiosk.getByRole('button', { name: zh('kiosk_unserved_take') }).tap();
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_ticket_failed') })).toBeVisible();
  await expect(kiosk.getByText(zh('kiosk_ticket_failed_then'))).toBeVisible();

  await manager('counters', 'setState', { ...command(), counter: 3, state: 'open' });
  expect(await callAt(manager, 3)).not.toBe('C001');
  await manager('queue', 'noShow', { ...command(), counter: 3 }).catch(() => undefined); // Nobody came if nobody was called.

  const lobby = await (await browser.newContext()).newPage();
  await lobby.goto(`${store.url}/`);
  await signIn(lobby, { account: 'lobby' });
  const alert = lobby
    .getByRole('listitem')
    .filter({ hasText: 'C001' })
    .filter({ hasText: zh('lobby_paper_failed') });
  await activate(lobby, alert.getByRole('button', { name: zh('lobby_accept_paper') }));
  await expect(alert).toHaveCount(0);
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_ticket_plain') })).toBeVisible();

  expect(await callAt(manager, 3)).toBe('C001');
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_ticket_called', { n: 3 }) })).toBeVisible();
  await manager('bench', 'act', { device: 'dispenser', action: { do: 'set-paper', paper: 'ok' } });
});

test('the large-print version offers few choices and takes its numbers in the care lane', async ({ page: kiosk }) => {
  await rememberStation(kiosk, store, 'kiosk');
  await kiosk.goto(`${store.url}/kiosk`);
  await kiosk.getByRole('button', { name: zh('kiosk_elder') }).tap();
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_elder_title') })).toBeVisible();
  await expect(kiosk.getByRole('main').getByRole('button')).toHaveCount(4);
  await kiosk.getByRole('main').getByRole('button', { name: '个人业务' }).tap();
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_ticket_printed') })).toBeVisible();
  const manager = await store.as('manager');
  const { tickets } = await manager('queue', 'board', {});
  expect(tickets.find((ticket) => ticket.service === 'A')).toMatchObject({ lane: 'care', paper: 'printed' });
});

test('a visitor reads English, and the next one finds Chinese again', async ({ page: kiosk }) => {
  await rememberStation(kiosk, store, 'kiosk');
  await kiosk.goto(`${store.url}/kiosk`);
  await kiosk.getByRole('button', { name: 'English' }).tap();
  await expect(kiosk.getByRole('heading', { name: en('kiosk_title') })).toBeVisible();
  await tile(kiosk, 'Broadband').tap();
  await expect(kiosk.getByRole('heading', { name: en('kiosk_ticket_printed') })).toBeVisible();
  await expect(kiosk.getByText(anyOf('kiosk_seconds_left', 'en')).first()).toBeVisible();
  await kiosk.getByRole('button', { name: en('kiosk_done') }).tap();
  await expect(kiosk.getByRole('heading', { name: zh('kiosk_title') })).toBeVisible();
});
