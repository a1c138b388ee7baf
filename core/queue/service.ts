/** The queue of the hall: its verbs (issuing, calling), its counters and its board. */
import type { PeopleStatements } from '../../db/people.ts';
import type { QueueStatements } from '../../db/queue.ts';
import type { Clock } from '../clock.ts';
import type { Printing } from '../devices/printing.ts';
import type { Ids } from '../ids.ts';
import { type Actor, type CommandContext, type Journal, SYSTEM } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import { buildBoard } from './board.ts';
import { createCalling } from './calling.ts';
import type { Board, Counter } from './contract.ts';
import type { HandlingTimes } from './expected-wait.ts';
import type { Hall } from './hall.ts';
import { createHallFloor } from './hall-floor.ts';
import { createIssuing } from './issuing.ts';
import type { TicketPaper } from './ticket-paper.ts';

export type QueueServiceOptions = {
  readonly queue: QueueStatements;
  readonly people: PeopleStatements;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendar: StoreCalendar;
  readonly hall: Hall;
  readonly handling: HandlingTimes;
  readonly printing: Printing;
  readonly ticketPaper: TicketPaper;
};

export type QueueService = ReturnType<typeof createQueueService>;

export function createQueueService(options: QueueServiceOptions) {
  const { queue, people, journal, clock, ids, calendar, hall, handling } = options;
  const floor = createHallFloor({ queue, hall, handling });
  const { change, counterOf, setCounter } = floor;

  function board(): Board {
    const now = clock.now();
    const businessDay = calendar.businessDay(now);
    const rows = {
      now,
      seq: journal.headSeq(),
      businessDay,
      tickets: queue.ticketsOfDay(businessDay),
      counters: queue.counters(),
      seated: people.seated(),
      dissatisfied: queue.dissatisfied(businessDay),
      help: queue.openHelp(),
    };
    return buildBoard(rows, hall, handling, calendar);
  }

  function counterView(number: number): Counter {
    const found = board().counters.find((counter) => counter.counter === number);
    if (!found) throw new Refused('counter/unknown', `There is no counter ${number}`);
    return found;
  }

  return {
    ...createIssuing({ ...options, floor }),
    ...createCalling({ ...options, floor }),

    async setCounterState(
      input: { commandId: string; counter: number; state: 'open' | 'paused' | 'closed'; reason?: string | undefined },
      actor: Actor,
    ): Promise<Counter> {
      await journal.run({ id: input.commandId, type: 'counters.setState', actor, input }, (context) => {
        counterOf(input.counter);
        if (input.state === 'paused' && input.reason === undefined) throw new Refused('counter/reason-missing', 'A pause needs a reason');
        if (input.state !== 'open' && queue.ticketAtCounter(input.counter)) {
          throw new Refused('counter/busy', `Counter ${input.counter} still has a visitor`, { counter: input.counter });
        }
        setCounter(context, input.counter, input.state, input.reason ?? null);
        return null;
      });
      return counterView(input.counter);
    },

    askHelp: (input: { commandId: string }, actor: Actor) =>
      journal.run({ id: input.commandId, type: 'queue.askHelp', actor, input }, (context) => {
        const id = ids.next();
        queue.insertHelp(context.tx, id, context.now);
        context.append({ type: 'help.asked', subject: `help/${id}`, data: {} });
        return null;
      }),

    settleHelp: (input: { commandId: string }, actor: Actor) =>
      journal.run({ id: input.commandId, type: 'queue.settleHelp', actor, input }, (context) => {
        if (queue.settleHelp(context.tx, context.now) > 0) context.append({ type: 'help.settled', subject: 'help', data: {} });
        return null;
      }),

    board,

    /** Seats change counters inside their own command: a visitor still there keeps the counter until finished. */
    seats: {
      /** True while a visitor is called to the counter or served there. */
      isBusy: (counter: number): boolean => queue.ticketAtCounter(counter) !== undefined,
      vacate(context: CommandContext, counter: number, how: { readonly state: 'paused' | 'closed'; readonly reason: string }): void {
        setCounter(context, counter, how.state, how.reason === '' ? null : how.reason);
      },
      reopen(context: CommandContext, counter: number): void {
        setCounter(context, counter, 'open', null);
      },
    },

    /** Live tickets of other days are left over: nobody will call them. Run at start and when the day changes. */
    rollDay: (): Promise<number> =>
      journal.run({ type: 'queue.rollDay', actor: SYSTEM }, (context) => {
        const stale = queue.staleTickets(calendar.businessDay(context.now));
        for (const row of stale)
          change(context, row, { state: 'abandoned', finishedAt: context.now }, 'ticket.abandoned', { businessDay: row.businessDay });
        return stale.length;
      }),
  };
}
