/** Tickets and counters: thin around the policy, one command per verb. */
import type { PeopleStatements } from '../../db/people.ts';
import type { QueueStatements, TicketRow } from '../../db/queue.ts';
import type { Clock } from '../clock.ts';
import type { Printing } from '../devices/printing.ts';
import type { Ids } from '../ids.ts';
import { type Actor, type CommandContext, type Journal, SYSTEM } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { Lane } from '../values.ts';
import { buildBoard, counterCapacity, waitingPlaces } from './board.ts';
import type { Board, Counter, PaperState, Ticket } from './contract.ts';
import type { HandlingTimes } from './expected-wait.ts';
import type { Hall } from './hall.ts';
import { LAST_NUMBER, ticketNumber } from './numbering.ts';
import { chooseNext } from './policy.ts';
import type { TicketPaper } from './ticket-paper.ts';
import { isValid, toQueued, toTicket } from './ticket-view.ts';

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

type AtCounter = { readonly commandId: string; readonly counter: number };
type OnTicket = { readonly commandId: string; readonly ticket: string };

export type QueueService = ReturnType<typeof createQueueService>;

export function createQueueService(options: QueueServiceOptions) {
  const { queue, people, journal, clock, ids, calendar, hall, handling, printing, ticketPaper } = options;

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
    const waiting = queue.waiting(row.businessDay);
    const busy = queue.counters().flatMap((counter) => queue.ticketAtCounter(counter.counter) ?? []);
    return waitingPlaces(waiting, now, hall, handling, counterCapacity({ counters: queue.counters() }, busy, hall)).get(row.id);
  }

  function setCounter(context: CommandContext, counter: number, state: 'open' | 'paused' | 'closed', reason: string | null): void {
    const before = queue.counter(counter);
    if (before?.state === state && before.reason === reason) return;
    queue.setCounter(context.tx, { counter, state, reason, since: context.now });
    context.append({ type: 'counter.state-changed', subject: `counter/${counter}`, data: { state, reason } });
  }

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

  function insert(context: CommandContext, letter: string, lane: Lane, paper: PaperState): TicketRow {
    const businessDay = calendar.businessDay(context.now);
    const sequence = queue.takeNumber(context.tx, businessDay, letter);
    if (sequence > LAST_NUMBER) throw new Refused('queue/numbers-used-up', `${letter} has given ${LAST_NUMBER} numbers today`);
    const row: TicketRow = {
      id: ids.next(),
      businessDay,
      number: ticketNumber(letter, sequence),
      letter,
      lane,
      state: 'waiting',
      paper,
      issuedAt: context.now,
      calledAt: null,
      lastCalledAt: null,
      lastCallSeq: null,
      startedAt: null,
      finishedAt: null,
      counter: null,
      clerk: null,
      calls: 0,
    };
    queue.insertTicket(context.tx, row);
    context.append({
      type: 'ticket.issued',
      subject: `ticket/${row.id}`,
      data: { number: row.number, service: letter, lane, paper, businessDay },
    });
    return row;
  }

  printing.own('ticket', (context, job) => {
    const row = queue.ticket(job.subject);
    // Paper of a ticket that was called, cancelled or decided upon meanwhile changes nothing.
    if (row?.state !== 'waiting' || row.paper === 'accepted' || row.paper === 'none') return;
    const paper = ticketPaper.stateAfter(job.state);
    if (paper !== row.paper) change(context, row, { paper }, 'ticket.paper-settled', { paper });
  });

  return {
    async issue(
      input: { commandId?: string; service: string; lane?: Lane | undefined; dispenser?: string | undefined },
      actor: Actor,
    ): Promise<Ticket> {
      const service = hall.service(input.service);
      if (!service) throw new Refused('queue/service-unknown', `There is no service ${input.service}`, { service: input.service });
      const { dispenser } = input;
      if (dispenser !== undefined) printing.requirePrinter(dispenser);
      const done = await journal.run({ id: input.commandId, type: 'queue.issue', actor, input }, (context) => {
        const row = insert(context, service.letter, input.lane ?? service.lane, dispenser === undefined ? 'none' : 'printing');
        const ticket = toTicket(row, placeOf(row, context.now));
        const job =
          dispenser === undefined
            ? null
            : printing.request(context, { kind: 'ticket', subject: row.id, title: row.number, device: dispenser });
        return { ticket, job };
      });
      if (done.job) printing.start(done.job, (columns) => ticketPaper.document(done.ticket, service, columns, 0));
      return done.ticket;
    },

    callNext(input: AtCounter, actor: Actor): Promise<Ticket | null> {
      return journal.run({ id: input.commandId, type: 'queue.callNext', actor, input }, (context) => {
        const counter = counterOf(input.counter);
        if (queue.counter(input.counter)?.state !== 'open') {
          throw new Refused('counter/not-open', `Counter ${input.counter} is not open`, { counter: input.counter });
        }
        if (queue.ticketAtCounter(input.counter)) {
          throw new Refused('counter/busy', `Counter ${input.counter} still has a visitor`, { counter: input.counter });
        }
        const waiting = queue.waiting(calendar.businessDay(context.now)).filter(isValid).map(toQueued);
        const chosen = chooseNext(waiting, counter.letters, context.now, hall.weights);
        if (!chosen) return null;
        const { row } = chosen.ticket;
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

    cancel(input: OnTicket & { reason: string }, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.cancel', actor, input }, (context) => {
        const row = waitingTicket(input.ticket);
        return toTicket(
          change(context, row, { state: 'cancelled', finishedAt: context.now }, 'ticket.cancelled', { reason: input.reason }),
        );
      });
    },

    acceptPaper(input: OnTicket, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.acceptPaper', actor, input }, (context) => {
        const row = waitingTicket(input.ticket);
        if (isValid(row)) throw new Refused('queue/paper-settled', `${row.number} is valid already`);
        const accepted = change(context, row, { paper: 'accepted' }, 'ticket.paper-settled', { paper: 'accepted' });
        return toTicket(accepted, placeOf(accepted, context.now));
      });
    },

    async reprint(input: OnTicket & { dispenser: string }, actor: Actor): Promise<Ticket> {
      printing.requirePrinter(input.dispenser);
      const done = await journal.run({ id: input.commandId, type: 'queue.reprint', actor, input }, (context) => {
        const row = waitingTicket(input.ticket);
        const job = printing.request(context, { kind: 'ticket', subject: row.id, title: row.number, device: input.dispenser });
        const paper = isValid(row) ? row.paper : 'printing';
        const changed = change(context, row, { paper }, 'ticket.reprinted', { copy: job.copy });
        return { ticket: toTicket(changed, placeOf(changed, context.now)), job };
      });
      const service = hall.service(done.ticket.service);
      if (service) printing.start(done.job, (columns) => ticketPaper.document(done.ticket, service, columns, done.job.copy));
      return done.ticket;
    },

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

    /** Tickets that were printing when the host died: whether paper came out, only a person can say. */
    settleInterruptedPaper: (): Promise<number> =>
      journal.run({ type: 'queue.settleInterruptedPaper', actor: SYSTEM }, (context) => {
        const printing = queue.waiting(calendar.businessDay(context.now)).filter((row) => row.paper === 'printing');
        for (const row of printing) change(context, row, { paper: 'unknown' }, 'ticket.paper-settled', { paper: 'unknown' });
        return printing.length;
      }),
  };
}
