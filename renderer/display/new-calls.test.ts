import { expect, test } from 'vitest';
import type { Board, Call, Ticket } from '../../core/queue/contract.ts';
import { callsToSay, isStanding, newestCall } from './new-calls.ts';

const call = (seq: number, ticket: string, time = 1): Call => ({
  seq,
  ticket,
  number: ticket,
  service: 'A',
  counter: 1,
  at: '2026-03-10T02:21:00Z',
  time,
});

const ticket = (id: string, state: Ticket['state']): Ticket => ({
  id,
  number: id,
  service: 'A',
  lane: 'ordinary',
  state,
  paper: 'printed',
  ahead: 0,
  expectedWaitSeconds: 0,
  issuedAt: '2026-03-10T02:00:00Z',
  calledAt: '2026-03-10T02:21:00Z',
  startedAt: null,
  finishedAt: null,
  counter: 1,
  calls: 1,
});

const board = (calls: readonly Call[], tickets: readonly Ticket[]): Pick<Board, 'calls' | 'tickets'> => ({
  calls: [...calls],
  tickets: [...tickets],
});

test('calls made after the last heard one are said in the order they were made', () => {
  const hall = board(
    [call(9, 'A003'), call(7, 'A002'), call(4, 'A001')],
    [ticket('A001', 'called'), ticket('A002', 'called'), ticket('A003', 'called')],
  );
  expect(callsToSay(hall, 4).map((made) => made.number)).toEqual(['A002', 'A003']);
  expect(callsToSay(hall, newestCall(hall))).toEqual([]);
});

test('a recall is said again because it carries a new seq', () => {
  expect(callsToSay(board([call(12, 'A001', 2)], [ticket('A001', 'called')]), 4)).toHaveLength(1);
});

test('a call whose visitor came or was passed over meanwhile is not said any more', () => {
  const hall = board([call(6, 'A002'), call(5, 'A001')], [ticket('A001', 'serving'), ticket('A002', 'no-show')]);
  expect(callsToSay(hall, 0)).toEqual([]);
  expect(isStanding(hall, call(5, 'A001'))).toBe(false);
});

test('a hall that called nobody has heard up to zero', () => {
  expect(newestCall({ calls: [] })).toBe(0);
});
