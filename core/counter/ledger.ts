/**
 * The double-entry ledger of the counters. Pure.
 *
 *   drawer/<counter>        cash that must be in the drawer                   asset, debit +
 *   safe                    cash the float came from                         asset, debit +
 *   subscription/<id>       what the store owes the customer's account        liability, credit −
 *
 * A posting's amount is positive for debit and negative for credit; the postings of one entry sum to zero.
 */

export type Posting = { readonly account: string; readonly amountFen: number };

export const SAFE = 'safe';

export function drawerAccount(counter: number): string {
  return `drawer/${counter}`;
}

/** Balance of this account is minus the customer's credit: -5000 means 50.00 yuan of credit. */
export function customerAccount(subscription: string): string {
  return `subscription/${subscription}`;
}

/** Cash in, credit on the customer's account. */
export function paymentPostings(counter: number, subscription: string, amountFen: number): readonly Posting[] {
  return balanced([
    { account: drawerAccount(counter), amountFen },
    { account: customerAccount(subscription), amountFen: -amountFen },
  ]);
}

/** The float goes from the safe into the drawer; none for an empty float. */
export function floatPostings(counter: number, floatFen: number): readonly Posting[] {
  if (floatFen === 0) return [];
  return balanced([
    { account: drawerAccount(counter), amountFen: floatFen },
    { account: SAFE, amountFen: -floatFen },
  ]);
}

/** Throws when the postings do not sum to zero, hold a fraction, or leave safe integers: a broken rule, not bad input. */
export function balanced(postings: readonly Posting[]): readonly Posting[] {
  const sum = postings.reduce((total, posting) => total + posting.amountFen, 0);
  if (sum !== 0 || !postings.every((posting) => Number.isSafeInteger(posting.amountFen) && posting.amountFen !== 0)) {
    throw new Error(`Unbalanced entry: ${JSON.stringify(postings)}`);
  }
  return postings;
}
