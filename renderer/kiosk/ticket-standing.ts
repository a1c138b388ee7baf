/** How a number just taken stands with its visitor. Pure. */
import type { Board, Ticket } from '../../core/queue/contract.ts';

/** Paper usually is out within 3 s; after this the visitor is told to wait or ask, ms. */
export const SLOW_PAPER_MS = 8_000;

export type TicketStanding = 'printing' | 'slow' | 'take-paper' | 'remember' | 'failed' | 'unknown' | 'called' | 'ended';

/** The ticket as the board has it now; null when the board does not hold it. */
export const currentTicket = (taken: Pick<Ticket, 'id'>, board: Pick<Board, 'tickets'>): Ticket | null =>
  board.tickets.find((ticket) => ticket.id === taken.id) ?? null;

/**
 * @param ticket As last seen.
 * @param gone True when a board that knew the ticket has dropped it: it was cancelled.
 * @param age Time since it was taken, ms.
 */
export function ticketStanding(ticket: Pick<Ticket, 'state' | 'paper'>, gone: boolean, age: number): TicketStanding {
  if (ticket.state === 'called' || ticket.state === 'serving') return 'called';
  if (gone || ticket.state !== 'waiting') return 'ended';
  switch (ticket.paper) {
    case 'printing':
      return age > SLOW_PAPER_MS ? 'slow' : 'printing';
    case 'printed':
      return 'take-paper';
    case 'none':
    case 'accepted':
      return 'remember';
    case 'failed':
    case 'unknown':
      return ticket.paper;
  }
}

/** True while the visitor needs a person before the number counts. */
export const needsPerson = (standing: TicketStanding): boolean => standing === 'failed' || standing === 'unknown' || standing === 'slow';
