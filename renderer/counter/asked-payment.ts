/** A payment as it was sent to the host, to be found again when its answer never came. */
import type { Transaction } from '../../core/counter/contract.ts';

export type AskedPayment = {
  readonly ticket: string;
  /** Names the payment within the visit: pressing again, even after a reload, is the same one. */
  readonly payment: string;
  readonly subscription: string;
  readonly amountFen: number;
  readonly receivedFen: number;
  /** Transactions of this ticket known before it was sent; none of them is this one. */
  readonly known: readonly string[];
};

/** Reads what `JSON.stringify` kept of one; null for anything else. */
export function readAskedPayment(text: string | null): AskedPayment | null {
  if (text === null) return null;
  try {
    const kept: unknown = JSON.parse(text);
    return isAskedPayment(kept) ? kept : null;
  } catch {
    return null; // Not ours.
  }
}

function isAskedPayment(kept: unknown): kept is AskedPayment {
  if (typeof kept !== 'object' || kept === null) return false;
  // An object read as the plain table it is; each value is looked at below.
  const table = kept as Readonly<Record<string, unknown>>;
  return (
    ['ticket', 'payment', 'subscription'].every((name) => typeof table[name] === 'string') &&
    ['amountFen', 'receivedFen'].every((name) => Number.isSafeInteger(table[name])) &&
    Array.isArray(table.known) &&
    table.known.every((id) => typeof id === 'string')
  );
}

/** The transaction it became, among those of its counter today; null when it was not booked. */
export function bookedAs(asked: AskedPayment, today: readonly Transaction[]): Transaction | null {
  const isIt = (booked: Transaction) =>
    booked.ticket?.id === asked.ticket &&
    booked.subscription.id === asked.subscription &&
    booked.amountFen === asked.amountFen &&
    booked.receivedFen === asked.receivedFen &&
    !asked.known.includes(booked.id);
  return today.find(isIt) ?? null;
}
