/** A ticket as it crosses the border, and when it counts in the queue. Pure. */
import type { QueuedRow, TicketRow } from '../../db/queue.ts';
import { instant, instantOrNull } from '../clock.ts';
import type { Lane } from '../values.ts';
import type { PaperState, Ticket, TicketState } from './contract.ts';
import type { QueuedTicket } from './policy.ts';

/** Papers with which a ticket may be called: it printed, needs none, or a person decided so. */
const VALID_PAPER: ReadonlySet<string> = new Set<PaperState>(['none', 'printed', 'accepted']);

export function isValid(row: Pick<TicketRow, 'paper'>): boolean {
  return VALID_PAPER.has(row.paper);
}

/** The row as the policy sees it. Lanes are written from LANES only. */
export function toQueued<T extends QueuedRow>(row: T): QueuedTicket & { readonly row: T } {
  return { id: row.id, letter: row.letter, lane: row.lane as Lane, issuedAt: row.issuedAt, row };
}

/** @param wait Place and expected wait while waiting; left out once called. */
export function toTicket(row: TicketRow, wait?: { readonly ahead: number; readonly expectedWaitSeconds: number }): Ticket {
  return {
    id: row.id,
    number: row.number,
    service: row.letter,
    // The table's checks keep these three to the contract's values.
    lane: row.lane as Lane,
    state: row.state as TicketState,
    paper: row.paper as PaperState,
    ahead: wait?.ahead ?? 0,
    expectedWaitSeconds: wait?.expectedWaitSeconds ?? 0,
    issuedAt: instant(row.issuedAt),
    calledAt: instantOrNull(row.calledAt),
    startedAt: instantOrNull(row.startedAt),
    finishedAt: instantOrNull(row.finishedAt),
    counter: row.counter,
    calls: row.calls,
  };
}
