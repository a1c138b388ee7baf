import fc from 'fast-check';
import { expect, test } from 'vitest';
import { balanced, customerAccount, drawerAccount, floatPostings, type Posting, paymentPostings, SAFE } from './ledger.ts';

const fen = fc.integer({ min: 1, max: 100_000_000_00 });
const sum = (postings: readonly Posting[]) => postings.reduce((total, posting) => total + posting.amountFen, 0);

test('a payment puts cash into the drawer and credit on the account', () => {
  expect(paymentPostings(3, 'abc', 5000)).toEqual([
    { account: drawerAccount(3), amountFen: 5000 },
    { account: customerAccount('abc'), amountFen: -5000 },
  ]);
});

test('a float comes out of the safe; an empty one moves nothing', () => {
  expect(floatPostings(1, 50_000)).toEqual([
    { account: drawerAccount(1), amountFen: 50_000 },
    { account: SAFE, amountFen: -50_000 },
  ]);
  expect(floatPostings(1, 0)).toEqual([]);
});

test('whatever is paid and counted in, all accounts together stay at zero and each drawer holds what came into it', () => {
  const events = fc.array(
    fc.oneof(
      fc.record({ kind: fc.constant('payment'), counter: fc.integer({ min: 1, max: 4 }), to: fc.constantFrom('a', 'b', 'c'), amount: fen }),
      fc.record({ kind: fc.constant('float'), counter: fc.integer({ min: 1, max: 4 }), to: fc.constant(''), amount: fen }),
    ),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(events, (list) => {
      const balances = new Map<string, number>();
      for (const { kind, counter, to, amount } of list) {
        const postings = kind === 'payment' ? paymentPostings(counter, to, amount) : floatPostings(counter, amount);
        expect(sum(postings)).toBe(0);
        for (const { account, amountFen } of postings) balances.set(account, (balances.get(account) ?? 0) + amountFen);
      }
      expect([...balances.values()].reduce((total, balance) => total + balance, 0)).toBe(0);
      for (const counter of [1, 2, 3, 4]) {
        const cameIn = list.filter((event) => event.counter === counter).reduce((total, event) => total + event.amount, 0);
        expect(balances.get(drawerAccount(counter)) ?? 0).toBe(cameIn);
      }
    }),
  );
});

test('random postings are let through exactly when they are whole, not empty and sum to zero', () => {
  const amount = fc.oneof(fc.integer({ min: -500, max: 500 }), fc.constantFrom(0, 0.5, Number.MAX_SAFE_INTEGER + 2, Number.NaN));
  const anyPostings = fc.array(fc.record({ account: fc.constantFrom('a', 'b', 'c'), amountFen: amount }), { minLength: 1, maxLength: 5 });
  const closed = anyPostings.map((postings) => [...postings, { account: 'd', amountFen: -sum(postings) }]);
  fc.assert(
    fc.property(fc.oneof(anyPostings, closed), (postings) => {
      const sound = sum(postings) === 0 && postings.every(({ amountFen }) => Number.isSafeInteger(amountFen) && amountFen !== 0);
      if (sound) expect(balanced(postings)).toBe(postings);
      else expect(() => balanced(postings)).toThrow(/Unbalanced/);
    }),
  );
});
