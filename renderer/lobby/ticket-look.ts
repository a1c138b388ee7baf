/** How a ticket looks on the board: shape, state and words. */
import type { Ticket } from '../../core/queue/contract.ts';
import { m } from '../lib/messages/messages.js';
import { meterState } from '../lib/parts/meter-state.ts';
import type { ShapeName } from '../lib/parts/shapes.ts';
import { counts } from './hall-figures.ts';

export type TicketLook = { readonly state: ShapeName; readonly words: string; readonly counts: boolean };

/** @param seconds Waited so far; `target` of its service. */
export function ticketLook(ticket: Pick<Ticket, 'state' | 'paper'>, seconds: number, target: number): TicketLook {
  if (ticket.state === 'no-show') return { state: 'passed', words: m.lib_state_no_show(), counts: false };
  if (ticket.paper === 'failed') return { state: 'error', words: m.lobby_paper_failed(), counts: false };
  if (ticket.paper === 'unknown') return { state: 'warn', words: m.lobby_paper_unknown(), counts: false };
  if (!counts(ticket)) return { state: 'waiting', words: m.lobby_paper_printing(), counts: false };
  const state = meterState(seconds, target);
  const words = state === 'over' ? m.lib_state_over() : state === 'near' ? m.lib_state_near() : m.lib_state_waiting();
  return { state, words, counts: true };
}

/** True when only a person can say whether the ticket counts. */
export const isPaperInDoubt = (ticket: Pick<Ticket, 'paper'>): boolean => ticket.paper === 'failed' || ticket.paper === 'unknown';
