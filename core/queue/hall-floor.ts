/** What every verb of the queue needs: finding tickets and counters, changing them with their fact, and a ticket's place. */
import type { QueueStatements, TicketRow } from '../../db/queue.ts';
import type { CommandContext } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { HandlingTimes } from './expected-wait.ts';
import type { Hall } from './hall.ts';
import { hallLoad, placeAmong } from './waits.ts';

export type HallFloor = ReturnType<typeof createHallFloor>;

export function createHallFloor({
  queue,
  hall,
  handling,
}: {
  readonly queue: QueueStatements;
  readonly hall: Hall;
  readonly handling: HandlingTimes;
}) {
  function counterOf(number: number) {
    const counter = hall.counter(number);
    if (!counter) throw new Refused('counter/unknown', `There is no counter ${number}`, { counter: number });
    return counter;
  }

  /** The ticket at a counter in one of these states, or a refusal. */
  function ticketAt(number: number, states: readonly string[], code: 'queue/nothing-called' | 'queue/nothing-serving'): TicketRow {
    counterOf(number);
    const ticket = queue.ticketAtCounter(number);
    if (!ticket || !states.includes(ticket.state)) throw new Refused(code, `No such ticket at counter ${number}`, { counter: number });
    return ticket;
  }

  function waitingTicket(id: string): TicketRow {
    const ticket = queue.ticket(id);
    if (!ticket) throw new Refused('queue/ticket-unknown', `There is no ticket ${id}`);
    if (ticket.state !== 'waiting') throw new Refused('queue/not-waiting', `${ticket.number} is ${ticket.state}`, { state: ticket.state });
    return ticket;
  }

  /** Writes the changed row and states the fact. */
  function change(
    context: CommandContext,
    row: TicketRow,
    changes: Partial<TicketRow>,
    type: string,
    data: Record<string, unknown> = {},
  ): TicketRow {
    const changed = { ...row, ...changes };
    queue.updateTicket(context.tx, changed);
    context.append({ type, subject: `ticket/${row.id}`, data: { number: row.number, counter: changed.counter, ...data } });
    return changed;
  }

  function placeOf(row: TicketRow, now: number) {
    const rules = { hall, handling, now };
    const load = hallLoad(queue.counters(), queue.visitors(), rules);
    return placeAmong(row, queue.queued(row.businessDay), load, rules);
  }

  function setCounter(context: CommandContext, counter: number, state: 'open' | 'paused' | 'closed', reason: string | null): void {
    const before = queue.counter(counter);
    if (before?.state === state && before.reason === reason) return;
    queue.setCounter(context.tx, { counter, state, reason, since: context.now });
    context.append({ type: 'counter.state-changed', subject: `counter/${counter}`, data: { state, reason } });
  }

  return { counterOf, ticketAt, waitingTicket, change, placeOf, setCounter };
}
