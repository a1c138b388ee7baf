import { expect, test } from 'vitest';
import type { Transaction } from '../../core/counter/contract.ts';
import { type AskedPayment, bookedAs, readAskedPayment } from './asked-payment.ts';

const asked: AskedPayment = { ticket: 't', payment: 'p', subscription: 's', amountFen: 5_000, receivedFen: 10_000, known: ['earlier'] };

/** Only what is compared. */
const booked = (change: object = {}) =>
  ({
    id: 'new',
    ticket: { id: 't' },
    subscription: { id: 's' },
    amountFen: 5_000,
    receivedFen: 10_000,
    ...change,
  }) as unknown as Transaction;

test('a payment is found again by visit, number and cash', () => {
  expect(bookedAs(asked, [booked({ id: 'earlier' }), booked()])?.id).toBe('new');
});

test('what was known before, or differs in visit, number or cash, is not it', () => {
  const others = [
    { id: 'earlier' },
    { ticket: null },
    { ticket: { id: 'u' } },
    { subscription: { id: 'r' } },
    { amountFen: 4_900 },
    { receivedFen: 5_000 },
  ];
  for (const other of others) expect(bookedAs(asked, [booked(other)])).toBeNull();
});

test('what was kept is read back, anything else is nothing', () => {
  expect(readAskedPayment(JSON.stringify(asked))).toEqual(asked);
  for (const text of [
    null,
    '',
    '{',
    'null',
    '[]',
    JSON.stringify({ ...asked, amountFen: '50' }),
    JSON.stringify({ ...asked, known: [1] }),
  ]) {
    expect(readAskedPayment(text)).toBeNull();
  }
});
