/** Tickets at the counter: called, recalled, served, or not there. */
import type { QueueStatements } from '../../db/queue.ts';
import type { Actor, Journal } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { Ticket } from './contract.ts';
import type { Hall } from './hall.ts';
import type { HallFloor } from './hall-floor.ts';
import { chooseNext } from './policy.ts';
import { isValid, toQueued, toTicket } from './ticket-view.ts';

type AtCounter = { readonly commandId: string; readonly counter: number };

export function createCalling(options: {
  readonly queue: QueueStatements;
  readonly journal: Journal;
  readonly calendar: StoreCalendar;
  readonly hall: Hall;
  readonly floor: HallFloor;
}) {
  const { queue, journal, calendar, hall, floor } = options;
  const { change, counterOf, ticketAt } = floor;

  return {
    callNext(input: AtCounter, actor: Actor): Promise<Ticket | null> {
      return journal.run({ id: input.commandId, type: 'queue.callNext', actor, input }, (context) => {
        const counter = counterOf(input.counter);
        if (queue.counter(input.counter)?.state !== 'open') {
          throw new Refused('counter/not-open', `Counter ${input.counter} is not open`, { counter: input.counter });
        }
        if (queue.ticketAtCounter(input.counter)) {
          throw new Refused('counter/busy', `Counter ${input.counter} still has a visitor`, { counter: input.counter });
        }
        const waiting = queue.queued(calendar.businessDay(context.now)).filter(isValid).map(toQueued);
        const chosen = chooseNext(waiting, counter.letters, context.now, hall.weights);
        const row = chosen && queue.ticket(chosen.ticket.id);
        if (!row) return null;
        const seq = context.append({
          type: 'ticket.called',
          subject: `ticket/${row.id}`,
          data: { number: row.number, counter: input.counter, score: Math.round(chosen.score * 100) / 100 },
        });
        const called = {
          ...row,
          state: 'called',
          counter: input.counter,
          clerk: actor.account,
          calledAt: context.now,
          lastCalledAt: context.now,
          lastCallSeq: seq,
          calls: 1,
        };
        queue.updateTicket(context.tx, called);
        return toTicket(called);
      });
    },

    recall(input: AtCounter, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.recall', actor, input }, (context) => {
        const row = ticketAt(input.counter, ['called'], 'queue/nothing-called');
        if (row.calls > hall.recallLimit) {
          throw new Refused('queue/recall-limit', `${row.number} was recalled ${hall.recallLimit} times`, { limit: hall.recallLimit });
        }
        const calls = row.calls + 1;
        const seq = context.append({
          type: 'ticket.recalled',
          subject: `ticket/${row.id}`,
          data: { number: row.number, counter: input.counter, time: calls },
        });
        const recalled = { ...row, calls, lastCalledAt: context.now, lastCallSeq: seq };
        queue.updateTicket(context.tx, recalled);
        return toTicket(recalled);
      });
    },

    start(input: AtCounter, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.start', actor, input }, (context) => {
        const row = ticketAt(input.counter, ['called'], 'queue/nothing-called');
        return toTicket(change(context, row, { state: 'serving', startedAt: context.now, clerk: actor.account }, 'ticket.started'));
      });
    },

    finish(input: AtCounter, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.finish', actor, input }, (context) => {
        const row = ticketAt(input.counter, ['serving'], 'queue/nothing-serving');
        const handlingSeconds = Math.max(0, Math.round((context.now - (row.startedAt ?? context.now)) / 1000));
        return toTicket(
          change(context, row, { state: 'done', finishedAt: context.now }, 'ticket.finished', {
            service: row.letter,
            handlingSeconds,
            clerk: row.clerk,
          }),
        );
      });
    },

    noShow(input: AtCounter, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.noShow', actor, input }, (context) => {
        const row = ticketAt(input.counter, ['called'], 'queue/nothing-called');
        return toTicket(change(context, row, { state: 'no-show', finishedAt: context.now }, 'ticket.no-show'));
      });
    },
  };
}
