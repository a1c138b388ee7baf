import type { TicketRow } from '../../db/queue.ts';
import { TUESDAY_TEN } from './manual-clock.ts';

/** A ticket as it lies in the table: ordinary, waiting, without paper, taken at ten on the Tuesday. */
export function specimenTicket(number: string, changes: Partial<TicketRow> = {}): TicketRow {
  return {
    id: `id-of-${number}`,
    businessDay: '2026-03-10',
    number,
    letter: number.slice(0, 1),
    lane: 'ordinary',
    state: 'waiting',
    paper: 'none',
    issuedAt: TUESDAY_TEN,
    calledAt: null,
    lastCalledAt: null,
    lastCallSeq: null,
    startedAt: null,
    finishedAt: null,
    counter: null,
    clerk: null,
    calls: 0,
    restored: 0,
    ...changes,
  };
}
