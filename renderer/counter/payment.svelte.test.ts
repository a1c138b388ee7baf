import { expect, test } from 'vitest';
import { Commands } from '../lib/commands.ts';
import type { House } from '../lib/house.svelte.ts';
import { HostError, isUnanswered } from '../lib/link/host-error.ts';
import { Payment } from './payment.svelte.ts';

const SUBSCRIPTION = '0199d5a0-0000-7000-8000-000000000001';
const customer = { maskedName: '赵**', subscriptions: [{ id: SUBSCRIPTION, maskedNumber: '138****1880', balanceFen: -11_875 }] };

/** A payment over a stand-in for the host's client; `answers` of pay are used one after another. */
function setUp(answers: readonly (Error | 'booked')[] = ['booked']) {
  const sent: { readonly commandId: string; readonly amountFen: number; readonly tender: { readonly receivedFen: number } }[] = [];
  const left = [...answers];
  let closedDrawers = 0;
  let prints = 0;
  const commands = new Commands();
  const house = {
    run: (intention: string, send: (commandId: string) => Promise<unknown>) => commands.run(intention, send, isUnanswered),
    toasts: { error: () => {}, clear: () => {}, show: () => {} },
    client: {
      customers: { identify: async () => ({ customer, identifiedBy: 'number' }) },
      transactions: {
        pay: async (input: (typeof sent)[number]) => {
          sent.push(input);
          const answer = left.shift();
          if (answer instanceof Error) throw answer;
          return { transaction: { id: 'transaction' } };
        },
        get: async () => ({ paper: { columns: 48, lines: [] } }),
        print: async () => {
          prints += 1;
          return { job: { id: 'job' } };
        },
      },
    },
  };
  const payment = new Payment(
    // Only the calls above are made.
    house as unknown as House,
    3,
    { job: () => {}, drawerClosed: () => (closedDrawers += 1) },
  );
  return { payment, sent, prints: () => prints, closedDrawers: () => closedDrawers };
}

async function identified(answers?: readonly (Error | 'booked')[]) {
  const set = setUp(answers);
  set.payment.number = '138 0000 1880';
  await set.payment.findNumber();
  return set;
}

test('a number identifies the payer, whose debt is offered up to the next jiao', async () => {
  const { payment } = await identified();
  expect([payment.step, payment.identifiedBy, payment.debtFen]).toEqual(['amount', 'number', 11_880]);
});

test('an incomplete number asks nobody', async () => {
  const { payment } = setUp();
  payment.number = '1380000188';
  await payment.findNumber();
  expect(payment.step).toBe('identify');
});

test('an amount with fen or of nothing goes no further', async () => {
  const { payment } = await identified();
  for (const typed of ['', '0', '59.05', 'x']) {
    payment.amountText = typed;
    payment.toCash();
    expect(payment.step).toBe('amount');
  }
});

test('cash that is short books nothing', async () => {
  const { payment, sent } = await identified();
  payment.amountText = '59';
  payment.toCash();
  payment.receivedText = '50';
  await payment.pay();
  expect([payment.step, payment.isCashGood, sent.length]).toEqual(['cash', false, 0]);
});

test('cash enough is booked in fen, then the receipt prints', async () => {
  const { payment, sent, prints } = await identified();
  payment.amountText = '59';
  payment.receivedText = '100';
  expect(payment.changeFen).toBe(4_100);
  await payment.pay();
  expect(sent[0]).toMatchObject({ amountFen: 5_900, tender: { kind: 'cash', receivedFen: 10_000 } });
  expect([payment.step, prints()]).toEqual(['receipt', 1]);
});

test('pressing again after the answer was lost sends the same command', async () => {
  const { payment, sent } = await identified([new HostError('link/lost'), 'booked']);
  payment.amountText = '59';
  payment.receivedText = '60';
  await payment.pay();
  expect(payment.transaction).toBeNull();
  await payment.pay();
  expect(payment.step).toBe('receipt');
  expect(sent[1]?.commandId).toBe(sent[0]?.commandId);
});

test('a closed drawer asks for the float and keeps what was typed', async () => {
  const { payment, closedDrawers } = await identified([new HostError('drawer/not-open')]);
  payment.amountText = '59';
  payment.receivedText = '60';
  await payment.pay();
  expect([closedDrawers(), payment.transaction, payment.receivedText]).toEqual([1, null, '60']);
});

test('nothing goes back once the money is booked', async () => {
  const { payment } = await identified();
  payment.amountText = '59';
  payment.receivedText = '59';
  await payment.pay();
  payment.back('amount');
  expect(payment.step).toBe('receipt');
});
