import { expect, test } from 'vitest';
import type { Transaction } from '../../core/counter/contract.ts';
import { windowMemory } from '../../tests/parts/window-memory.ts';
import { Commands } from '../lib/commands.ts';
import type { House } from '../lib/house.svelte.ts';
import { HostError, isUnanswered } from '../lib/link/host-error.ts';
import { Payment } from './payment.svelte.ts';
import { PaymentDoubt } from './payment-doubt.svelte.ts';

const SUBSCRIPTION = '0199d5a0-0000-7000-8000-000000000001';
const UNKNOWN_NUMBER = '13999999999';
const customer = { maskedName: '赵**', subscriptions: [{ id: SUBSCRIPTION, maskedNumber: '138****1880', balanceFen: -11_875 }] };

type Asked = {
  readonly commandId: string;
  readonly subscription: string;
  readonly amountFen: number;
  readonly tender: { readonly receivedFen: number };
};
/** What becomes of one payment sent: the host refuses it, or the link breaks before or after it is booked. */
type Fate = Error | 'booked' | 'lost-before' | 'lost-after';

const lost = () => new HostError('link/lost');

/** A stand-in for the host: books each command id once. `fates` are used one after another, then all goes well. */
function tillHost(fates: readonly Fate[] = []) {
  const left = [...fates];
  const sent: Asked[] = [];
  const answers = new Map<string, Transaction>();
  const prints: string[] = [];
  const identified: string[] = [];
  let ticket = 'ticket-1';
  const book = ({ commandId, subscription, amountFen, tender }: Asked): Transaction => {
    // Only what the screen reads of a transaction.
    const booked = answers.get(commandId) ?? {
      id: `transaction-${answers.size + 1}`,
      ticket: { id: ticket, number: 'A001' },
      subscription: { id: subscription },
      amountFen,
      receivedFen: tender.receivedFen,
      receipt: null,
    };
    answers.set(commandId, booked as Transaction);
    return booked as Transaction;
  };
  const client = {
    customers: {
      identify: async ({ commandId, by }: { commandId: string; by: { number?: string } }) => {
        identified.push(commandId);
        if (by.number === UNKNOWN_NUMBER) throw new HostError('customers/not-found');
        return { customer, identifiedBy: 'number' };
      },
    },
    devices: { readIdCard: async () => ({}) },
    transactions: {
      pay: async (input: Asked) => {
        sent.push(input);
        const fate = left.shift() ?? 'booked';
        if (fate instanceof Error) throw fate;
        if (fate === 'lost-before') throw lost();
        const transaction = book(input);
        if (fate === 'lost-after') throw lost();
        return { transaction };
      },
      preview: async () => ({ paper: { columns: 48, lines: [] } }),
      get: async () => ({ paper: { columns: 48, lines: [] } }),
      print: async ({ commandId }: { commandId: string }) => {
        prints.push(commandId);
        return { job: { id: 'job' } };
      },
    },
  };
  return {
    client,
    sent,
    prints,
    identified,
    /** Transactions booked, newest first. */
    today: () => [...answers.values()].reverse(),
    serve: (next: string) => {
      ticket = next;
    },
  };
}

/** One life of the window of counter 3: what a reload makes anew. */
function openWindow(host: ReturnType<typeof tillHost>, memory = windowMemory()) {
  const commands = new Commands(memory);
  const doubt = new PaymentDoubt(3, memory);
  const counts = { closedDrawers: 0, looks: 0, toasts: 0 };
  const known: Transaction[] = [];
  const house = {
    run: (intention: string, send: (commandId: string) => Promise<unknown>) => commands.run(intention, send, isUnanswered),
    toasts: { error: () => (counts.toasts += 1), clear: () => {}, show: () => {} },
    client: host.client,
  };
  const begin = (ticket = 'ticket-1') =>
    // Only the calls above are made.
    new Payment(house as unknown as House, {
      counter: 3,
      ticket,
      doubt,
      known: () => known.map(({ id }) => id),
      onBooked: (transaction) => known.push(transaction),
      onJob: () => {},
      onDrawerClosed: () => (counts.closedDrawers += 1),
      onLost: () => (counts.looks += 1),
    });
  return { begin, doubt, counts, memory };
}

async function identified(fates?: readonly Fate[]) {
  const host = tillHost(fates);
  const window = openWindow(host);
  const payment = window.begin();
  await identify(payment);
  return { payment, host, ...window };
}

async function identify(payment: Payment): Promise<void> {
  payment.number = '138 0000 1880';
  await payment.findNumber();
}

async function payIn(payment: Payment, yuan: string): Promise<void> {
  await identify(payment);
  payment.amountText = yuan;
  payment.toCash();
  payment.receivedText = '100';
  await payment.pay();
}

test('a number identifies the payer, whose debt is offered up to the next jiao', async () => {
  const { payment } = await identified();
  expect([payment.step, payment.identifiedBy, payment.debtFen]).toEqual(['amount', 'number', 11_880]);
});

test('an incomplete number asks nobody', async () => {
  const payment = openWindow(tillHost()).begin();
  payment.number = '1380000188';
  await payment.findNumber();
  expect(payment.step).toBe('identify');
});

test('an unknown number is said at the field, not over the screen, until another one is typed', async () => {
  const { begin, counts } = openWindow(tillHost());
  const payment = begin();
  payment.number = UNKNOWN_NUMBER;
  await payment.findNumber();
  expect([payment.step, payment.isNumberUnknown, counts.toasts]).toEqual(['identify', true, 0]);
  payment.number = '1399999999';
  expect(payment.isNumberUnknown).toBe(false);
});

test('the receipt is drawn only with cash that is really there', async () => {
  const { payment } = await identified();
  payment.amountText = '59';
  await payment.refreshPreview();
  expect(payment.preview).toBeNull();
  payment.toCash();
  payment.receivedText = '50';
  expect(payment.preview).toBeNull();
  payment.receivedText = '60';
  expect(payment.preview).not.toBeNull();
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
  const { payment, host } = await identified();
  payment.amountText = '59';
  payment.toCash();
  payment.receivedText = '50';
  await payment.pay();
  expect([payment.step, payment.isCashGood, host.sent.length]).toEqual(['cash', false, 0]);
});

test('cash enough is booked in fen, then the receipt prints', async () => {
  const { payment, host } = await identified();
  payment.amountText = '59';
  payment.receivedText = '100';
  expect(payment.changeFen).toBe(4_100);
  await payment.pay();
  expect(host.sent[0]).toMatchObject({ amountFen: 5_900, tender: { kind: 'cash', receivedFen: 10_000 } });
  expect([payment.step, host.prints.length]).toEqual(['receipt', 1]);
});

test('a closed drawer asks for the float and keeps what was typed', async () => {
  const { payment, counts, doubt } = await identified([new HostError('drawer/not-open')]);
  payment.amountText = '59';
  payment.receivedText = '60';
  await payment.pay();
  expect([counts.closedDrawers, payment.transaction, payment.receivedText, doubt.asked]).toEqual([1, null, '60', null]);
});

test('nothing goes back once the money is booked', async () => {
  const { payment } = await identified();
  payment.amountText = '59';
  payment.receivedText = '59';
  await payment.pay();
  payment.back('amount');
  expect(payment.step).toBe('receipt');
});

test('after a lost answer nothing may be taken, changed or given up until somebody looked', async () => {
  const { payment, host, counts } = await identified(['lost-after']);
  await payIn(payment, '50');
  payment.back('amount');
  await payment.pay();
  expect([payment.isInDoubt, payment.step, host.sent.length, counts.looks, counts.toasts]).toEqual([true, 'cash', 1, 1, 0]);
});

test('a payment that was booked is taken over with its receipt, which prints once', async () => {
  const { payment, host, doubt } = await identified(['lost-after']);
  await payIn(payment, '50');
  const booked = doubt.settle(host.today());
  if (booked) await payment.adopt(booked);
  expect([payment.step, payment.transaction?.id, payment.isInDoubt, host.today().length, host.prints.length]).toEqual([
    'receipt',
    'transaction-1',
    false,
    1,
    1,
  ]);
});

test('a payment that was not booked may be pressed again, as the same command', async () => {
  const { payment, host, doubt } = await identified(['lost-before']);
  await payIn(payment, '50');
  expect(doubt.settle(host.today())).toBeNull();
  expect(doubt.standing).toBe('unpaid');
  await payment.pay();
  expect([payment.step, host.today().length, doubt.asked]).toEqual(['receipt', 1, null]);
  expect(host.sent[1]?.commandId).toBe(host.sent[0]?.commandId);
});

test('typing it all again after a reload is the same command, so nothing is booked twice', async () => {
  const host = tillHost(['lost-after']);
  const before = openWindow(host);
  await payIn(before.begin(), '50');
  const after = openWindow(host, before.memory);
  expect(after.doubt.standing).toBe('unknown');
  // The look came too early: the command is on its way to the host.
  expect(after.doubt.settle([])).toBeNull();
  await payIn(after.begin(), '50');
  expect(host.today().length).toBe(1);
});

test('the same customer an hour later is another visit: the second cash is booked', async () => {
  const host = tillHost(['lost-after']);
  const { begin, doubt } = openWindow(host);
  await payIn(begin('ticket-1'), '50');
  doubt.settle(host.today());
  host.serve('ticket-2');
  doubt.heedVisitor('ticket-2');
  await payIn(begin('ticket-2'), '50');
  expect(host.today().map(({ ticket }) => ticket?.id)).toEqual(['ticket-2', 'ticket-1']);
});

test('the same amount twice in one visit is booked twice', async () => {
  const host = tillHost();
  const { begin } = openWindow(host);
  await payIn(begin(), '50');
  await payIn(begin(), '50');
  expect(host.today().length).toBe(2);
});

test('a second equal payment whose answer is lost is not taken for the first', async () => {
  const host = tillHost(['booked', 'lost-before']);
  const { begin, doubt } = openWindow(host);
  await payIn(begin(), '50');
  await payIn(begin(), '50');
  expect(doubt.settle(host.today())).toBeNull();
});

test('every look for a customer is asked anew, so that nobody gets the answer of another card', async () => {
  const { payment, host } = await identified();
  payment.back('identify');
  await payment.readCard();
  payment.back('identify');
  await payment.readCard();
  expect(new Set(host.identified).size).toBe(3);
});

test('an unanswered print pressed again is the same print', async () => {
  const { payment, host } = await identified();
  const print = host.client.transactions.print;
  host.client.transactions.print = async (input) => {
    await print(input);
    throw lost();
  };
  await payIn(payment, '50');
  host.client.transactions.print = print;
  await payment.print();
  await payment.print();
  expect(host.prints[1]).toBe(host.prints[0]);
  expect(host.prints[2]).not.toBe(host.prints[1]);
});

test('a broken answer to a payment counts as lost, and so does a command somebody else had sent', async () => {
  for (const code of ['internal/failure', 'command/reused']) {
    const { payment, doubt } = await identified([new HostError(code)]);
    await payIn(payment, '50');
    expect(doubt.standing).toBe('unknown');
  }
});
