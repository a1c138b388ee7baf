/** Which call the foot of the kiosk shows. Pure. */
import type { Board, Call } from '../../core/queue/contract.ts';

export type ShownCall = { readonly call: Call /** False once the visitor came. */; readonly standing: boolean };

/** The newest call whose visitor is awaited or served; null when there is none, so that nothing finished stands there for hours. */
export function shownCall(board: Pick<Board, 'calls' | 'tickets'>): ShownCall | null {
  for (const call of board.calls) {
    const state = board.tickets.find((ticket) => ticket.id === call.ticket)?.state;
    if (state === 'called' || state === 'serving') return { call, standing: state === 'called' };
  }
  return null;
}
