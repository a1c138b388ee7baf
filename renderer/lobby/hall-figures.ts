/** The figures over the board. Pure. */
import type { Board, Ticket } from '../../core/queue/contract.ts';
import { secondsBetween } from '../lib/format.ts';

export type HallFigures = {
  readonly waiting: number;
  readonly over: number;
  readonly longest: { readonly seconds: number; readonly number: string } | null;
  readonly open: number;
  readonly paused: number;
  readonly closed: number;
};

/** Tickets that count in the queue: their paper is there, was not wanted, or a person decided so. */
export const counts = (ticket: Pick<Ticket, 'state' | 'paper'>): boolean =>
  ticket.state === 'waiting' && (ticket.paper === 'none' || ticket.paper === 'printed' || ticket.paper === 'accepted');

/** @param now Epoch ms by which waits are reckoned. */
export function hallFigures(board: Pick<Board, 'tickets' | 'services' | 'counters'>, now: number): HallFigures {
  const targets = new Map(board.services.map((service) => [service.letter, service.targetWaitSeconds]));
  const waits = board.tickets.filter(counts).map((ticket) => ({ ticket, seconds: secondsBetween(ticket.issuedAt, now) }));
  const longest = waits.toSorted((one, other) => other.seconds - one.seconds)[0];
  const inState = (...states: readonly string[]) => board.counters.filter((counter) => states.includes(counter.state)).length;
  return {
    waiting: waits.length,
    over: waits.filter(({ ticket, seconds }) => seconds > (targets.get(ticket.service) ?? Number.POSITIVE_INFINITY)).length,
    longest: longest ? { seconds: longest.seconds, number: longest.ticket.number } : null,
    open: inState('open', 'calling', 'serving'),
    paused: inState('paused'),
    closed: inState('closed'),
  };
}
