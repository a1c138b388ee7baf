import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import { type Actor, SYSTEM } from '../journal/journal.ts';
import { customerAccount, drawerAccount, SAFE } from './ledger.ts';

const NUMBER = '13800006721';
const OTHER = '13800007212';

let store: MemoryStore;
let clerk: Actor;
let subscription: string;
beforeEach(async () => {
  store = createMemoryStore();
  await store.accounts.create({ account: 'clerk1', name: '周敏', role: 'clerk', password: 'long enough' }, SYSTEM);
  clerk = { account: store.statements.people.accountNamed('clerk1')?.id ?? '', station: 'host' };
  const register = (name: string, documentNumber: string, number: string) =>
    store.journal.run({ type: 'test.register', actor: SYSTEM }, (context) => {
      const customer = store.registry.register(context, {
        name,
        documentKind: 'resident',
        documentNumber,
        tier: 'none',
        since: '2020-01-01',
      });
      return store.registry.subscribe(context, customer, { number, plan: '畅享59', state: 'active' });
    });
  subscription = await register('李样本', '110101199003070003', NUMBER);
  await register('张样', '110101197212240019', OTHER);
  await store.queue.setCounterState({ commandId: randomUUID(), counter: 1, state: 'open' }, clerk);
});
afterEach(() => store.close());

const refusedAs = (code: string, data: object = {}) => expect.objectContaining({ code, data: expect.objectContaining(data) });
const openDrawer = (floatFen = 50_000) => store.counter.openDrawer({ commandId: randomUUID(), counter: 1, floatFen }, clerk);
const identify = (number = NUMBER, commandId = randomUUID()) =>
  store.customers.identify({ commandId, counter: 1, by: { kind: 'number', number } }, clerk);
const draft = (amountFen = 5000, receivedFen = 10_000) => ({
  counter: 1,
  subscription,
  amountFen,
  tender: { kind: 'cash' as const, receivedFen },
});
const pay = (amountFen?: number, receivedFen?: number) =>
  store.counter.pay({ ...draft(amountFen, receivedFen), commandId: randomUUID() }, clerk);
const balance = (account: string) => store.statements.money.balance(account);

describe('a payment', () => {
  beforeEach(async () => {
    await openDrawer();
    await identify();
  });

  test('puts the cash into the drawer, the credit on the account, and the change into the customer’s hand', async () => {
    expect(await pay(23_60, 100_00)).toMatchObject({
      serial: '2026031000001',
      amountFen: 23_60,
      changeFen: 76_40,
      balanceAfterFen: 23_60,
      clerk: { account: 'clerk1', name: '周敏' },
      customer: { maskedName: '李**' },
      subscription: { maskedNumber: '138****6721' },
    });
    expect((await pay(6_40, 6_40)).serial).toBe('2026031000002');
    expect(balance(drawerAccount(1))).toBe(50_000 + 30_00);
    expect(balance(customerAccount(subscription))).toBe(-30_00);
  });

  test.each([
    ['less was received than is owed', 5000, 4990, 'payments/not-enough-received', { missingFen: 10 }],
    ['the amount has fen', 5005, 10_000, 'payments/fen-in-cash', {}],
    ['the cash has fen', 5000, 5005, 'payments/fen-in-cash', {}],
    ['it is more cash than may be taken', 20_000_10, 20_000_10, 'payments/over-limit', { limitFen: 20_000_00 }],
  ])('is refused when %s, in the preview and for good, and changes nothing', async (_, amountFen, receivedFen, code, data) => {
    const before = store.journal.headSeq();
    await expect(pay(amountFen, receivedFen)).rejects.toEqual(refusedAs(code, data));
    expect(() => store.counter.preview(draft(amountFen, receivedFen), clerk)).toThrow(refusedAs(code, data));
    expect(store.journal.headSeq()).toBe(before);
    expect(balance(drawerAccount(1))).toBe(50_000);
  });

  test('is refused for the number of somebody who was not identified', async () => {
    await identify(OTHER);
    await expect(pay()).rejects.toEqual(refusedAs('customers/not-identified'));
  });

  test('is refused half an hour after the identification', async () => {
    store.clock.advance(30 * 60_000);
    await pay();
    store.clock.advance(1);
    await expect(pay()).rejects.toEqual(refusedAs('customers/not-identified'));
  });

  test('at a counter without a printer cannot be printed, and is done all the same', async () => {
    const { id } = await pay();
    await expect(store.counter.print({ commandId: randomUUID(), transaction: id }, clerk)).rejects.toEqual(
      refusedAs('devices/none-at-counter'),
    );
    expect(store.counter.today(1)).toMatchObject([{ id, receipt: null }]);
  });
});

test('without an open drawer no cash is taken', async () => {
  await identify();
  await expect(pay()).rejects.toEqual(refusedAs('drawer/not-open'));
});

test('one command id identifies one person: with another number it is refused, not answered with the first', async () => {
  const commandId = randomUUID();
  const first = await identify(NUMBER, commandId);
  expect(await identify(NUMBER, commandId)).toEqual(first);
  await expect(identify(OTHER, commandId)).rejects.toEqual(refusedAs('command/reused'));
});

describe('a drawer', () => {
  test('opens once a day with its float from the safe', async () => {
    expect(await openDrawer(500_00)).toEqual({ counter: 1, businessDay: '2026-03-10', open: true, floatFen: 500_00, balanceFen: 500_00 });
    await expect(openDrawer()).rejects.toEqual(refusedAs('drawer/already-open'));
    expect(balance(SAFE)).toBe(-500_00);
  });

  test('starts the next day with its float alone: what was left went back to the safe', async () => {
    await openDrawer(500_00);
    await identify();
    await pay(30_00, 30_00);
    store.clock.advance(24 * 3_600_000);
    expect(store.counter.drawer(1)).toMatchObject({ open: false, balanceFen: 530_00 });
    expect(await openDrawer(200_00)).toMatchObject({ open: true, balanceFen: 200_00 });
    expect(balance(SAFE)).toBe(-500_00 + 530_00 - 200_00);
  });

  test('takes a float of whole jiao, none at all too', async () => {
    await expect(openDrawer(5)).rejects.toEqual(refusedAs('payments/fen-in-cash'));
    expect(await openDrawer(0)).toMatchObject({ open: true, balanceFen: 0 });
  });
});

test('after any day of payments, kept or refused, the books balance to the fen', async () => {
  await openDrawer();
  await identify();
  const attempts = fc.array(fc.tuple(fc.integer({ min: 1, max: 30_000 }), fc.integer({ min: 0, max: 30_000 })), { maxLength: 25 });
  await fc.assert(
    fc.asyncProperty(attempts, async (list) => {
      const [drawer, credit] = [balance(drawerAccount(1)), balance(customerAccount(subscription))];
      const results = await Promise.allSettled(list.map(([amountFen, receivedFen]) => pay(amountFen, receivedFen)));
      const taken = results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value.amountFen : 0), 0);
      expect(balance(drawerAccount(1)) - drawer).toBe(taken);
      expect(credit - balance(customerAccount(subscription))).toBe(taken);
      expect(store.statements.money.unbalancedEntries()).toEqual([]);
      expect(store.statements.money.driftedAccounts()).toEqual([]);
    }),
    { numRuns: 30 },
  );
});
