/** Which calls of a board the hall has not heard yet. Pure. */
import type { Board, Call } from '../../core/queue/contract.ts';

type Heard = Pick<Board, 'calls' | 'tickets'>;

/** Seq of the newest call on the board; 0 when nobody was called today. */
export const newestCall = (board: Pick<Board, 'calls'>): number => Math.max(0, ...board.calls.map((call) => call.seq));

/**
 * Calls made after `heardUpTo` whose visitor has not come yet, oldest first. A recall carries a new seq and so is among them;
 * a call made while the link was lost is too, unless its ticket was served or passed over meanwhile.
 */
export function callsToSay(board: Heard, heardUpTo: number): readonly Call[] {
  return board.calls.filter((call) => call.seq > heardUpTo && isStanding(board, call)).toSorted((one, other) => one.seq - other.seq);
}

/** True while the visitor is called and has not come. */
export function isStanding(board: Pick<Board, 'tickets'>, call: Pick<Call, 'ticket'>): boolean {
  return board.tickets.some((ticket) => ticket.id === call.ticket && ticket.state === 'called');
}
