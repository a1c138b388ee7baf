/** Tickets before they are called: taken, printed, decided upon, cancelled. */
import type { QueueStatements, TicketRow } from '../../db/queue.ts';
import type { Printing } from '../devices/printing.ts';
import type { Ids } from '../ids.ts';
import { type Actor, type CommandContext, type Journal, SYSTEM } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { Lane } from '../values.ts';
import type { PaperState, Ticket } from './contract.ts';
import type { Hall } from './hall.ts';
import type { HallFloor } from './hall-floor.ts';
import { LAST_NUMBER, ticketNumber } from './numbering.ts';
import type { TicketPaper } from './ticket-paper.ts';
import { isValid, toTicket } from './ticket-view.ts';

type OnTicket = { readonly commandId: string; readonly ticket: string };

export function createIssuing(options: {
  readonly queue: QueueStatements;
  readonly journal: Journal;
  readonly ids: Ids;
  readonly calendar: StoreCalendar;
  readonly hall: Hall;
  readonly floor: HallFloor;
  readonly printing: Printing;
  readonly ticketPaper: TicketPaper;
}) {
  const { queue, journal, ids, calendar, hall, floor, printing, ticketPaper } = options;
  const { change, placeOf, waitingTicket } = floor;

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
      restored: 0,
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
    // A ticket that counts already, was called or cancelled does not change with a later or older job of its paper.
    if (row?.state !== 'waiting' || isValid(row)) return;
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
      if (dispenser !== undefined) printing.requireDispenser(dispenser);
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

    cancel(input: OnTicket & { reason: string }, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.cancel', actor, input }, (context) => {
        const row = waitingTicket(input.ticket);
        return toTicket(
          change(context, row, { state: 'cancelled', finishedAt: context.now }, 'ticket.cancelled', { reason: input.reason }),
        );
      });
    },

    /** A visitor who was called and not there comes back: once, with the arrival time they had. */
    restore(input: OnTicket, actor: Actor): Promise<Ticket> {
      return journal.run({ id: input.commandId, type: 'queue.restore', actor, input }, (context) => {
        const row = queue.ticket(input.ticket);
        if (!row) throw new Refused('queue/ticket-unknown', `There is no ticket ${input.ticket}`);
        const isToday = row.businessDay === calendar.businessDay(context.now);
        if (row.state !== 'no-show' || !isToday)
          throw new Refused('queue/not-no-show', `${row.number} is ${row.state}`, { state: row.state });
        if (row.restored > 0) throw new Refused('queue/restored-before', `${row.number} came back once already`);
        const back = {
          state: 'waiting',
          counter: null,
          clerk: null,
          calledAt: null,
          lastCalledAt: null,
          lastCallSeq: null,
          finishedAt: null,
          calls: 0,
          restored: row.restored + 1,
        };
        const restored = change(context, row, back, 'ticket.restored');
        return toTicket(restored, placeOf(restored, context.now));
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
      printing.requireDispenser(input.dispenser);
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

    /** Tickets that were printing when the host died: whether paper came out, only a person can say. */
    settleInterruptedPaper: (): Promise<number> =>
      journal.run({ type: 'queue.settleInterruptedPaper', actor: SYSTEM }, (context) => {
        const printing = queue.waiting(calendar.businessDay(context.now)).filter((row) => row.paper === 'printing');
        for (const row of printing) change(context, row, { paper: 'unknown' }, 'ticket.paper-settled', { paper: 'unknown' });
        return printing.length;
      }),
  };
}
