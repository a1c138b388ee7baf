import { expect, test } from 'vitest';
import { TUESDAY_TEN } from '../../tests/parts/manual-clock.ts';
import { specimenTicket } from '../../tests/parts/specimen-ticket.ts';
import { createCalendar } from '../store/business-day.ts';
import { firstSettings } from '../store/first-settings.ts';
import { parseSettings } from '../store/settings.ts';
import { type BoardRows, buildBoard } from './board.ts';
import { boardSchema } from './contract.ts';
import { createHandlingTimes } from './expected-wait.ts';
import { createHall } from './hall.ts';

const MINUTE = 60_000;
const hall = createHall(parseSettings(JSON.stringify(firstSettings(false))));
const handling = createHandlingTimes(new Map(hall.services.map((service) => [service.letter, service.targetHandlingSeconds])));

function board(rows: Partial<BoardRows>) {
  const whole: BoardRows = {
    now: TUESDAY_TEN,
    seq: 1,
    businessDay: '2026-03-10',
    tickets: [],
    counters: [],
    seated: [],
    dissatisfied: [],
    help: [],
    ...rows,
  };
  const built = buildBoard(whole, hall, handling, createCalendar('Asia/Shanghai'));
  // What is built is what the border promises.
  expect(boardSchema.parse(built)).toEqual(built);
  return built;
}

const open = (counter: number) => ({ counter, state: 'open' as const, reason: null, since: TUESDAY_TEN });
const minutesAgo = (minutes: number) => TUESDAY_TEN - minutes * MINUTE;
const uuid = (n: number) => `0190a000-0000-7000-8000-${String(n).padStart(12, '0')}`;
const ticket = (number: string, changes: Parameters<typeof specimenTicket>[1] = {}) =>
  specimenTicket(number, { id: uuid(number.charCodeAt(0) * 10_000 + Number(number.slice(1))), ...changes });

test('an empty hall has every service and every counter, all closed, and no expected wait', () => {
  const { services, counters, tickets, today } = board({});
  expect(services.map((service) => [service.letter, service.waiting, service.expectedWaitSeconds])).toEqual(
    ['A', 'B', 'C', 'G', 'Z'].map((letter) => [letter, 0, null]),
  );
  expect(counters.map((counter) => [counter.counter, counter.state])).toEqual([1, 2, 3, 4].map((number) => [number, 'closed']));
  expect(tickets).toEqual([]);
  expect(today).toEqual({ issued: 0, served: 0, noShow: 0, averageWaitSeconds: null, withinTarget: null });
});

test('places count the valid tickets before one within its service, by the order of calling', () => {
  const { tickets, services } = board({
    counters: [open(1)],
    tickets: [
      ticket('A001', { issuedAt: minutesAgo(9) }),
      ticket('A002', { issuedAt: minutesAgo(8), paper: 'failed' }),
      ticket('A003', { issuedAt: minutesAgo(7), lane: 'care' }),
      ticket('B001', { issuedAt: minutesAgo(6) }),
      ticket('A004', { issuedAt: minutesAgo(1) }),
      ticket('A005', { state: 'called', counter: 1, calls: 1, calledAt: TUESDAY_TEN }),
    ],
  });
  const ahead = Object.fromEntries(tickets.map((view) => [view.number, view.ahead]));
  expect(ahead).toEqual({ A003: 0, A001: 1, A002: 2, A004: 2, B001: 0, A005: 0 });
  expect(services.find((service) => service.letter === 'A')?.waiting).toBe(3);
  // The one counter also serves B001, which goes first, and has just called A005.
  expect(tickets.find((view) => view.number === 'A004')?.expectedWaitSeconds).toBe(2 * 480 + 180 + 480);
});

test('services that share a counter wait for one another, and nobody is told no wait while the only counter has work', () => {
  const { services, tickets } = board({ counters: [open(1)], tickets: [ticket('A001', { issuedAt: minutesAgo(2) })] });
  expect(tickets[0]?.expectedWaitSeconds).toBe(0);
  const expected = Object.fromEntries(services.map((service) => [service.letter, service.expectedWaitSeconds]));
  expect(expected).toEqual({ A: 480, B: 480, C: null, G: null, Z: 480 });
});

test('a counter that is open says whom it would call next; a closed one says nobody', () => {
  const { counters } = board({
    counters: [open(1), open(3)],
    tickets: [
      ticket('A001', { issuedAt: minutesAgo(5) }),
      ticket('Z001', { lane: 'care', issuedAt: minutesAgo(4) }),
      ticket('C001', { issuedAt: minutesAgo(9), paper: 'failed' }),
    ],
  });
  const nameOf = new Map(
    [
      ['A001', 'A001'],
      ['Z001', 'Z001'],
    ].map(([number]) => [ticket(number ?? '').id, number]),
  );
  // Four minutes of care weigh eight; counter 3 does not serve Z.
  expect(counters.map((counter) => counter.next && nameOf.get(counter.next))).toEqual(['Z001', null, 'A001', null]);
});

test('a counter shows its visitor before its own state, and its clerk', () => {
  const { counters } = board({
    counters: [open(1), open(2), { counter: 3, state: 'paused', reason: '用餐', since: TUESDAY_TEN }],
    seated: [{ counter: 1, account: 'clerk1', name: '周敏' }],
    tickets: [
      ticket('A001', { state: 'called', counter: 1, calls: 1, calledAt: TUESDAY_TEN }),
      ticket('A002', { state: 'serving', counter: 2, calls: 1, calledAt: minutesAgo(3), startedAt: minutesAgo(2) }),
      ticket('A003', { state: 'done', counter: 2, calledAt: minutesAgo(9), startedAt: minutesAgo(8), finishedAt: minutesAgo(4) }),
    ],
  });
  expect(counters.map(({ counter, state, reason }) => ({ counter, state, reason }))).toEqual([
    { counter: 1, state: 'calling', reason: null },
    { counter: 2, state: 'serving', reason: null },
    { counter: 3, state: 'paused', reason: '用餐' },
    { counter: 4, state: 'closed', reason: null },
  ]);
  expect(counters[0]).toMatchObject({ clerk: { account: 'clerk1', name: '周敏' }, ticket: { number: 'A001' } });
  expect(counters[1]).toMatchObject({ served: 1, averageHandlingSeconds: 240, clerk: null });
});

test('the last twelve calls stand newest first, a recall moves its ticket up', () => {
  const tickets = Array.from({ length: 15 }, (_, index) =>
    ticket(`A${String(index + 1).padStart(3, '0')}`, {
      state: 'done',
      counter: 1,
      calls: 1,
      lastCallSeq: index + 1,
      lastCalledAt: TUESDAY_TEN,
    }),
  );
  const first = tickets[0];
  if (first) tickets[0] = { ...first, lastCallSeq: 99, calls: 2 };
  const { calls } = board({ tickets });
  expect(calls).toHaveLength(12);
  expect(calls[0]).toMatchObject({ number: 'A001', seq: 99, time: 2 });
  expect(calls.map((call) => call.seq)).toEqual([99, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5]);
});

test('alerts: help first, then tickets whose paper wants a person, bad ratings, and those who wait past the target', () => {
  const { alerts } = board({
    help: [{ at: minutesAgo(1) }],
    dissatisfied: [{ ticket: uuid(9), number: 'B009', counter: 2, clerk: null, at: minutesAgo(5) }],
    tickets: [
      ticket('A001', { issuedAt: minutesAgo(12) }),
      ticket('A002', { issuedAt: minutesAgo(30), paper: 'failed' }),
      ticket('A003', { paper: 'unknown' }),
      ticket('A004', { paper: 'printing' }),
      ticket('A005', { issuedAt: minutesAgo(10) }),
    ],
  });
  expect(alerts.map((alert) => [alert.kind, 'number' in alert ? alert.number : null])).toEqual([
    ['help-wanted', null],
    ['ticket-paper', 'A002'],
    ['ticket-paper', 'A003'],
    ['dissatisfied', 'B009'],
    ['over-target', 'A001'],
  ]);
  expect(alerts.at(-1)).toMatchObject({ overSeconds: 120 });
});

test('the day’s figures count every ticket, waits to the first call, and who was called within the target', () => {
  const { today, arrivals } = board({
    tickets: [
      ticket('A001', { state: 'done', counter: 1, issuedAt: minutesAgo(40), calledAt: minutesAgo(36) }),
      ticket('A002', { state: 'no-show', counter: 1, issuedAt: minutesAgo(35), calledAt: minutesAgo(24) }),
      ticket('A003', { state: 'cancelled', issuedAt: minutesAgo(20) }),
      ticket('A004'),
    ],
  });
  expect(today).toEqual({ issued: 4, served: 1, noShow: 1, averageWaitSeconds: 450, withinTarget: 0.5 });
  expect(arrivals).toHaveLength(48);
  expect(arrivals.reduce((sum, count) => sum + count, 0)).toBe(4);
  expect(arrivals.slice(18, 21)).toEqual([2, 1, 1]);
});

test('live tickets and today’s no-shows are listed; the finished, cancelled and abandoned are not', () => {
  const states = ['waiting', 'called', 'serving', 'done', 'no-show', 'cancelled', 'abandoned'];
  const { tickets } = board({ tickets: states.map((state, index) => ticket(`A00${index}`, { state, counter: index })) });
  expect(tickets.map((view) => view.state)).toEqual(['waiting', 'called', 'serving', 'no-show']);
});
