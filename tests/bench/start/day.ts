/**
 * One day of the made-up year. Every visitor takes a number and is served or does not come; each states two facts, its
 * beginning and its end, so that 500,000 tickets make the million entries asked for. (A real visit states four and more; the
 * year as a whole has more entries than a million by its ratings and payments.)
 */
import { customerAccount, paymentPostings } from '../../../core/counter/ledger.ts';
import { ticketNumber } from '../../../core/queue/numbering.ts';
import type { TicketRow } from '../../../db/queue.ts';
import type { Book } from './year-book.ts';

export type DayPlan = {
  /** Epoch ms of the first visitor. */
  readonly opensAt: number;
  readonly visits: number;
  /** Number of the day's first visitor within the year. */
  readonly first: number;
};

const OPEN_MS = 11 * 3_600_000;
const COUNTERS = 4;
const LETTERS = ['A', 'B', 'A', 'B', 'B', 'C', 'A', 'Z', 'B', 'G'] as const;
const RATINGS = ['very-satisfied', 'satisfied', 'very-satisfied', 'average', 'none', 'dissatisfied'] as const;
const RATED_EVERY = 5;
const PAID_EVERY = 17;
const NO_SHOW_EVERY = 23;

export function liveDay(book: Book, { opensAt, visits, first }: DayPlan): void {
  // Days are those of the store's zone, UTC+8 without summer time.
  const businessDay = new Date(opensAt + 8 * 3_600_000).toISOString().slice(0, 10);
  for (let counter = 1; counter <= COUNTERS; counter += 1) {
    const day = { counter, businessDay, floatFen: 0, openedBy: clerkAt(book, counter), openedAt: opensAt };
    book.statements.money.insertDrawerDay(book.tx, day);
  }
  for (let n = 0; n < visits; n += 1) {
    const visitor = first + n;
    const ticket = visit(book, visitor, businessDay, opensAt + Math.floor((n * OPEN_MS) / visits));
    if (ticket.state !== 'done') continue;
    const transaction = visitor % PAID_EVERY === 0 ? pay(book, visitor, ticket) : null;
    if (visitor % RATED_EVERY === 0) rate(book, visitor, ticket, transaction);
  }
}

function clerkAt(book: Book, counter: number): string {
  return book.clerks[counter % book.clerks.length] ?? 'system';
}

function visit(book: Book, visitor: number, businessDay: string, issuedAt: number): TicketRow {
  const { statements, tx } = book;
  const letter = LETTERS[visitor % LETTERS.length] ?? 'A';
  const counter = 1 + (visitor % COUNTERS);
  const clerk = clerkAt(book, counter);
  const served = visitor % NO_SHOW_EVERY !== 0;
  const number = ticketNumber(letter, statements.queue.takeNumber(tx, businessDay, letter));
  const id = book.id(issuedAt);
  const calledAt = issuedAt + (2 + (visitor % 9)) * 60_000;
  const finishedAt = calledAt + (2 + (visitor % 7)) * 60_000;
  const subject = `ticket/${id}`;
  const issued = { number, service: letter, lane: 'ordinary', paper: 'printed', businessDay };
  book.state({ type: 'ticket.issued', subject, data: issued }, issuedAt, 'system');
  const end = served
    ? { type: 'ticket.finished', data: { number, counter, service: letter, handlingSeconds: (finishedAt - calledAt) / 1000, clerk } }
    : { type: 'ticket.no-show', data: { number, counter } };
  const lastCallSeq = book.state({ ...end, subject }, finishedAt, clerk);
  const row: TicketRow = {
    id,
    businessDay,
    number,
    letter,
    lane: 'ordinary',
    state: served ? 'done' : 'no-show',
    paper: 'printed',
    issuedAt,
    calledAt,
    lastCalledAt: calledAt,
    lastCallSeq,
    startedAt: served ? calledAt : null,
    finishedAt,
    counter,
    clerk,
    calls: 1,
    restored: 0,
  };
  statements.queue.insertTicket(tx, row);
  return row;
}

/** A cash payment with its postings; answers with its id. */
function pay({ statements, tx, subscriptions, id, state }: Book, visitor: number, ticket: TicketRow): string | null {
  const subscription = subscriptions[visitor % subscriptions.length];
  const { counter, clerk, businessDay, finishedAt: at } = ticket;
  if (!subscription || counter === null || clerk === null || at === null) return null;
  const transaction = id(at);
  const amountFen = 1000 * (1 + (visitor % 20));
  const postings = paymentPostings(counter, subscription.id, amountFen);
  for (const posting of postings) statements.money.post(tx, { ...posting, entry: transaction, businessDay, at });
  state({ type: 'cash.posted', subject: `ledger/${transaction}`, data: { postings } }, at, clerk);
  const serial = `${businessDay.replaceAll('-', '')}${String(statements.money.takeSerial(tx, businessDay)).padStart(5, '0')}`;
  const facts = {
    serial,
    businessDay,
    kind: 'payment' as const,
    counter,
    clerk,
    ticket: ticket.id,
    customer: subscription.customer,
    subscription: subscription.id,
    identifiedBy: 'number',
    amountFen,
    receivedFen: amountFen,
    changeFen: 0,
    balanceAfterFen: -statements.money.balance(customerAccount(subscription.id)),
    at,
  };
  statements.money.insertTransaction(tx, { id: transaction, ...facts });
  state({ type: 'transaction.completed', subject: `transaction/${transaction}`, data: facts }, at, clerk);
  return transaction;
}

function rate({ statements, tx, state }: Book, visitor: number, ticket: TicketRow, transactionId: string | null): void {
  const { id, clerk, counter, businessDay, number, finishedAt: at } = ticket;
  if (counter === null || at === null) return;
  const value = RATINGS[visitor % RATINGS.length] ?? 'none';
  statements.queue.insertRating(tx, { ticket: id, transactionId, clerk, counter, value, businessDay, at });
  const data = { number, value, clerk, counter, transaction: transactionId };
  state({ type: 'rating.recorded', subject: `ticket/${id}`, data }, at, 'system');
}
