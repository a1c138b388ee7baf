/** Statements of tickets, counters, ratings and calls for help. */
import type { ReadableDb, Tx } from './database.ts';

export type TicketRow = {
  readonly id: string;
  readonly businessDay: string;
  readonly number: string;
  readonly letter: string;
  readonly lane: string;
  readonly state: string;
  readonly paper: string;
  readonly issuedAt: number;
  readonly calledAt: number | null;
  readonly lastCalledAt: number | null;
  readonly lastCallSeq: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly counter: number | null;
  readonly clerk: string | null;
  readonly calls: number;
  /** Times it was brought back after a no-show. */
  readonly restored: number;
};

/** What the policy needs of a waiting ticket: a fraction of its columns, because it is read at every number taken and called. */
export type QueuedRow = Pick<TicketRow, 'id' | 'letter' | 'lane' | 'paper' | 'issuedAt'>;

export type CounterRow = {
  readonly counter: number;
  readonly state: 'closed' | 'open' | 'paused';
  readonly reason: string | null;
  readonly since: number;
};

export type RatingRow = {
  readonly ticket: string;
  readonly transactionId: string | null;
  readonly clerk: string | null;
  readonly counter: number;
  readonly value: string;
  readonly businessDay: string;
  readonly at: number;
};

const TICKET = `id, business_day AS businessDay, number, letter, lane, state, paper, issued_at AS issuedAt, called_at AS calledAt,
  last_called_at AS lastCalledAt, last_call_seq AS lastCallSeq, started_at AS startedAt, finished_at AS finishedAt, counter, clerk, calls, restored`;

export type QueueStatements = ReturnType<typeof createQueueStatements>;

export function createQueueStatements(db: ReadableDb) {
  const ticketCount = db.prepare<[], { readonly n: number }>('SELECT count(*) AS n FROM ticket');
  const nextNumber = db.prepare<[string, string], { readonly last: number }>(
    `INSERT INTO daily_number (business_day, letter, last) VALUES (?, ?, 1)
     ON CONFLICT (business_day, letter) DO UPDATE SET last = last + 1 RETURNING last`,
  );
  const insertTicket = db.prepare<TicketRow>(
    `INSERT INTO ticket (id, business_day, number, letter, lane, state, paper, issued_at, called_at, last_called_at, last_call_seq,
       started_at, finished_at, counter, clerk, calls, restored)
     VALUES (:id, :businessDay, :number, :letter, :lane, :state, :paper, :issuedAt, :calledAt, :lastCalledAt, :lastCallSeq,
       :startedAt, :finishedAt, :counter, :clerk, :calls, :restored)`,
  );
  const updateTicket = db.prepare<TicketRow>(
    `UPDATE ticket SET state = :state, paper = :paper, called_at = :calledAt, last_called_at = :lastCalledAt,
       last_call_seq = :lastCallSeq, started_at = :startedAt, finished_at = :finishedAt, counter = :counter, clerk = :clerk, calls = :calls, restored = :restored
     WHERE id = :id`,
  );
  const ticket = db.prepare<[string], TicketRow>(`SELECT ${TICKET} FROM ticket WHERE id = ?`);
  const atCounter = db.prepare<[number], TicketRow>(`SELECT ${TICKET} FROM ticket WHERE counter = ? AND state IN ('called', 'serving')`);
  const waiting = db.prepare<[string], TicketRow>(
    `SELECT ${TICKET} FROM ticket WHERE state = 'waiting' AND business_day = ? ORDER BY issued_at, id`,
  );
  const queued = db.prepare<[string], QueuedRow>(
    `SELECT id, letter, lane, paper, issued_at AS issuedAt FROM ticket WHERE state = 'waiting' AND business_day = ?`,
  );
  const visitors = db.prepare<[], Pick<TicketRow, 'counter' | 'letter' | 'calledAt' | 'startedAt'>>(
    `SELECT counter, letter, called_at AS calledAt, started_at AS startedAt FROM ticket WHERE state IN ('called', 'serving')`,
  );
  const ofDay = db.prepare<[string], TicketRow>(`SELECT ${TICKET} FROM ticket WHERE business_day = ? ORDER BY issued_at, id`);
  const lastHandled = db.prepare<[], { readonly letter: string; readonly seconds: number }>(
    `SELECT letter, (finished_at - started_at) / 1000 AS seconds FROM ticket WHERE state = 'done' ORDER BY rowid DESC LIMIT 200`,
  );
  const stale = db.prepare<[string], TicketRow>(
    `SELECT ${TICKET} FROM ticket WHERE state IN ('waiting', 'called', 'serving') AND business_day < ?`,
  );
  const counters = db.prepare<[], CounterRow>('SELECT counter, state, reason, since FROM counter ORDER BY counter');
  const counter = db.prepare<[number], CounterRow>('SELECT counter, state, reason, since FROM counter WHERE counter = ?');
  const setCounter = db.prepare<CounterRow>(
    `INSERT INTO counter (counter, state, reason, since) VALUES (:counter, :state, :reason, :since)
     ON CONFLICT (counter) DO UPDATE SET state = excluded.state, reason = excluded.reason, since = excluded.since`,
  );
  const insertRating = db.prepare<RatingRow>(
    `INSERT INTO rating (ticket, transaction_id, clerk, counter, value, business_day, at)
     VALUES (:ticket, :transactionId, :clerk, :counter, :value, :businessDay, :at) ON CONFLICT (ticket) DO NOTHING`,
  );
  const ratingOf = db.prepare<[string], { readonly value: string }>('SELECT value FROM rating WHERE ticket = ?');
  const dissatisfied = db.prepare<
    [string],
    { readonly ticket: string; readonly number: string; readonly counter: number; readonly clerk: string | null; readonly at: number }
  >(
    `SELECT r.ticket, t.number, r.counter, a.name AS clerk, r.at FROM rating r JOIN ticket t ON t.id = r.ticket
     LEFT JOIN account a ON a.id = r.clerk WHERE r.value = 'dissatisfied' AND r.business_day = ? ORDER BY r.at DESC LIMIT 10`,
  );
  const insertHelp = db.prepare<[string, number]>('INSERT INTO help_request (id, at) VALUES (?, ?)');
  const openHelp = db.prepare<[], { readonly at: number }>('SELECT at FROM help_request WHERE settled_at IS NULL ORDER BY at');
  const settleHelp = db.prepare<[number]>('UPDATE help_request SET settled_at = ? WHERE settled_at IS NULL');

  return {
    /** For `verify`. */
    ticketCount: (): number => ticketCount.get()?.n ?? 0,
    /** The next number of the day for a letter: 1, 2, … never the same twice. */
    takeNumber: (_tx: Tx, businessDay: string, letter: string): number => nextNumber.get(businessDay, letter)?.last ?? 0,
    insertTicket: (_tx: Tx, row: TicketRow): void => void insertTicket.run(row),
    updateTicket: (_tx: Tx, row: TicketRow): void => void updateTicket.run(row),
    ticket: (id: string): TicketRow | undefined => ticket.get(id),
    /** The ticket called or served at a counter. */
    ticketAtCounter: (at: number): TicketRow | undefined => atCounter.get(at),
    /** All waiting tickets of the day, oldest first, whatever their paper. */
    waiting: (businessDay: string): readonly TicketRow[] => waiting.all(businessDay),
    /** The same as the policy sees them, in no order. */
    queued: (businessDay: string): readonly QueuedRow[] => queued.all(businessDay),
    /** Who is at a counter now. */
    visitors: () => visitors.all(),
    ticketsOfDay: (businessDay: string): readonly TicketRow[] => ofDay.all(businessDay),
    /** Handling times of the last tickets done, oldest first: what expected waits are reckoned from after a restart. */
    lastHandled: () => lastHandled.all().reverse(),
    /** Live tickets left over from days before; a clock that went back leaves today's alone. */
    staleTickets: (businessDay: string): readonly TicketRow[] => stale.all(businessDay),
    counters: (): readonly CounterRow[] => counters.all(),
    counter: (number: number): CounterRow | undefined => counter.get(number),
    setCounter: (_tx: Tx, row: CounterRow): void => void setCounter.run(row),
    /** @returns false when the ticket had been rated already. */
    insertRating: (_tx: Tx, row: RatingRow): boolean => insertRating.run(row).changes === 1,
    rating: (ofTicket: string): string | undefined => ratingOf.get(ofTicket)?.value,
    dissatisfied: (businessDay: string) => dissatisfied.all(businessDay),
    insertHelp: (_tx: Tx, id: string, at: number): void => void insertHelp.run(id, at),
    openHelp: () => openHelp.all(),
    settleHelp: (_tx: Tx, at: number): number => settleHelp.run(at).changes,
  };
}
