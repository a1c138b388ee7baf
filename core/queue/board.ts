/** The board: one picture of the hall from rows read in one turn. Pure. */
import type { CounterRow, TicketRow } from '../../db/queue.ts';
import { instant } from '../clock.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { Alert, Board, Call, Counter, Service, Ticket } from './contract.ts';
import type { HandlingTimes } from './expected-wait.ts';
import type { Hall, HallService } from './hall.ts';
import { chooseNext } from './policy.ts';
import { isValid, toQueued, toTicket } from './ticket-view.ts';
import { hallLoad, waitingPlaces } from './waits.ts';

export type BoardRows = {
  readonly now: number;
  readonly seq: number;
  readonly businessDay: string;
  /** All tickets of the day. */
  readonly tickets: readonly TicketRow[];
  readonly counters: readonly CounterRow[];
  readonly seated: readonly { readonly counter: number; readonly account: string; readonly name: string }[];
  readonly dissatisfied: readonly { ticket: string; number: string; counter: number; clerk: string | null; at: number }[];
  readonly help: readonly { readonly at: number }[];
};

const CALLS_SHOWN = 12;

export function buildBoard(rows: BoardRows, hall: Hall, handling: HandlingTimes, calendar: StoreCalendar): Board {
  const live = rows.tickets.filter((row) => row.state === 'called' || row.state === 'serving');
  const waiting = rows.tickets.filter((row) => row.state === 'waiting');
  const rules = { hall, handling, now: rows.now };
  const load = hallLoad(rows.counters, live, rules);
  const { places, takenNow } = waitingPlaces(waiting, load, rules);
  const callable = waiting.filter(isValid).map(toQueued);
  return {
    asOf: instant(rows.now),
    seq: rows.seq,
    businessDay: rows.businessDay,
    services: hall.services.map((service) =>
      serviceView(service, waiting, load.open(service.letter) === 0 ? null : (takenNow.get(service.letter)?.expectedWaitSeconds ?? null)),
    ),
    counters: hall.counters.map((counter) => {
      const next = chooseNext(callable, counter.letters, rows.now, hall.weights)?.ticket.id ?? null;
      return counterView(counter.counter, [...counter.letters], rows, live, next);
    }),
    tickets: rows.tickets
      .filter((row) => row.state === 'waiting' || row.state === 'called' || row.state === 'serving' || row.state === 'no-show')
      .map((row) => toTicket(row, places.get(row.id))),
    calls: lastCalls(rows.tickets),
    alerts: alerts(rows, waiting, hall),
    today: dayFigures(rows.tickets, hall),
    arrivals: arrivals(rows.tickets, calendar),
  };
}

function serviceView(service: HallService, waiting: readonly TicketRow[], expectedWaitSeconds: number | null): Service {
  const count = waiting.filter((row) => row.letter === service.letter && isValid(row)).length;
  const { letter, name, nameEn, description, descriptionEn, lane, targetWaitSeconds, targetHandlingSeconds } = service;
  return {
    id: letter,
    letter,
    name,
    nameEn,
    description,
    descriptionEn,
    lane,
    targetWaitSeconds,
    targetHandlingSeconds,
    waiting: count,
    expectedWaitSeconds,
  };
}

function counterView(number: number, letters: string[], rows: BoardRows, live: readonly TicketRow[], next: string | null): Counter {
  const stored = rows.counters.find((row) => row.counter === number);
  const ticket = live.find((row) => row.counter === number);
  const seat = rows.seated.find((person) => person.counter === number);
  const done = rows.tickets.filter((row) => row.counter === number && row.state === 'done');
  return counterPicture({ number, letters, stored, ticket: ticket ? toTicket(ticket) : null, ticketRow: ticket, seat, done, next });
}

type CounterParts = {
  readonly number: number;
  readonly letters: string[];
  readonly stored: CounterRow | undefined;
  readonly ticket: Ticket | null;
  readonly ticketRow: TicketRow | undefined;
  readonly seat: { readonly account: string; readonly name: string } | undefined;
  readonly done: readonly TicketRow[];
  readonly next: string | null;
};

function counterPicture({ number, letters, stored, ticket, ticketRow, seat, done, next }: CounterParts): Counter {
  const busyState = ticketRow === undefined ? null : ticketRow.state === 'called' ? ('calling' as const) : ('serving' as const);
  const busySince = ticketRow?.startedAt ?? ticketRow?.calledAt ?? null;
  return {
    counter: number,
    state: busyState ?? stored?.state ?? 'closed',
    reason: stored?.reason ?? null,
    services: letters,
    clerk: seat ? { account: seat.account, name: seat.name } : null,
    ticket,
    // A closed or paused counter calls nobody.
    next: stored?.state === 'open' ? next : null,
    since: instant(busySince ?? stored?.since ?? 0),
    served: done.length,
    averageHandlingSeconds: mean(done.map((row) => seconds(row.startedAt, row.finishedAt))),
  };
}

function lastCalls(tickets: readonly TicketRow[]): Call[] {
  return tickets
    .filter((row) => row.lastCallSeq !== null)
    .sort((a, b) => (b.lastCallSeq ?? 0) - (a.lastCallSeq ?? 0))
    .slice(0, CALLS_SHOWN)
    .map((row) => ({
      seq: row.lastCallSeq ?? 0,
      ticket: row.id,
      number: row.number,
      service: row.letter,
      counter: row.counter ?? 0,
      at: instant(row.lastCalledAt ?? row.issuedAt),
      time: row.calls,
    }));
}

/** Longer than any ticket takes to print: it waits behind a printer that stopped, and nobody may be called with it. */
const PRINTING_FOR_MS = 15_000;

function isStuck(row: TicketRow, now: number): boolean {
  return row.paper === 'printing' && now - row.issuedAt > PRINTING_FOR_MS;
}

function alerts(rows: BoardRows, waiting: readonly TicketRow[], hall: Hall): Alert[] {
  const papers = waiting
    .filter((row) => row.paper === 'failed' || row.paper === 'unknown' || isStuck(row, rows.now))
    .map(
      (row): Alert => ({ kind: 'ticket-paper', ticket: row.id, number: row.number, paper: toTicket(row).paper, at: instant(row.issuedAt) }),
    );
  const late = waiting.filter(isValid).flatMap((row): Alert[] => {
    const overSeconds = Math.floor((rows.now - row.issuedAt) / 1000) - (hall.service(row.letter)?.targetWaitSeconds ?? 0);
    return overSeconds > 0 ? [{ kind: 'over-target', ticket: row.id, number: row.number, overSeconds, at: instant(row.issuedAt) }] : [];
  });
  const unhappy = rows.dissatisfied.map(
    (row): Alert => ({
      kind: 'dissatisfied',
      ticket: row.ticket,
      number: row.number,
      counter: row.counter,
      clerk: row.clerk ?? '',
      at: instant(row.at),
    }),
  );
  const help = rows.help.map((row): Alert => ({ kind: 'help-wanted', at: instant(row.at) }));
  return [...help, ...papers, ...unhappy, ...late];
}

function dayFigures(tickets: readonly TicketRow[], hall: Hall): Board['today'] {
  const called = tickets.filter((row) => row.calledAt !== null);
  const waits = called.map((row) => seconds(row.issuedAt, row.calledAt));
  const met = called.filter(
    (row) => seconds(row.issuedAt, row.calledAt) <= (hall.service(row.letter)?.targetWaitSeconds ?? Number.POSITIVE_INFINITY),
  );
  return {
    issued: tickets.length,
    served: tickets.filter((row) => row.state === 'done').length,
    noShow: tickets.filter((row) => row.state === 'no-show').length,
    averageWaitSeconds: mean(waits),
    withinTarget: called.length === 0 ? null : met.length / called.length,
  };
}

function arrivals(tickets: readonly TicketRow[], calendar: StoreCalendar): number[] {
  const slots = new Array<number>(48).fill(0);
  for (const row of tickets) {
    const slot = calendar.halfHour(row.issuedAt);
    slots[slot] = (slots[slot] ?? 0) + 1;
  }
  return slots;
}

function seconds(from: number | null, to: number | null): number {
  return from === null || to === null ? 0 : Math.max(0, Math.round((to - from) / 1000));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : Math.round(values.reduce((sum, value) => sum + value, 0) / values.length);
}
