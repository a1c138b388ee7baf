import { expect, test } from 'vitest';
import type { Service, Ticket } from '../../core/queue/contract.ts';
import { laneColumns, ticketBeside } from './lane-columns.ts';

const service = (letter: string): Service => ({
  id: letter,
  letter,
  name: letter,
  nameEn: letter,
  description: '',
  descriptionEn: '',
  lane: 'ordinary',
  targetWaitSeconds: 600,
  targetHandlingSeconds: 480,
  waiting: 0,
  expectedWaitSeconds: 0,
});

const ticket = (number: string, ahead: number, state: Ticket['state'] = 'waiting'): Ticket => ({
  id: number,
  number,
  service: number.slice(0, 1),
  lane: 'ordinary',
  state,
  paper: 'printed',
  ahead,
  expectedWaitSeconds: 0,
  issuedAt: '2026-03-10T02:00:00Z',
  calledAt: null,
  startedAt: null,
  finishedAt: null,
  counter: null,
  calls: 0,
});

const services = ['A', 'B', 'C', 'G', 'Z', 'V', 'Y'].map(service);

test('a service keeps its column whatever waits, and two share one when there are more services than columns', () => {
  expect(laneColumns(services, []).map((column) => column.key)).toEqual(['AV', 'BY', 'C', 'G', 'Z']);
  expect(laneColumns(services.slice(0, 2), []).map((column) => column.key)).toEqual(['A', 'B']);
});

test('tickets stand in the order they will be called, and only those that wait', () => {
  const [first] = laneColumns(services, [ticket('A002', 1), ticket('A001', 0), ticket('A003', 0, 'serving')]);
  expect(first?.lanes[0]?.tickets.map(({ number }) => number)).toEqual(['A001', 'A002']);
});

const hall = laneColumns(services, [ticket('A001', 0), ticket('A002', 1), ticket('V001', 0), ticket('C001', 0)]);

test('who was passed over stands below those who wait, the last one first, and the arrows reach it', () => {
  const passed = (number: string, finishedAt: string): Ticket => ({ ...ticket(number, 0, 'no-show'), finishedAt });
  const columns = laneColumns(services, [
    passed('A001', '2026-03-10T02:10:00Z'),
    passed('A002', '2026-03-10T02:20:00Z'),
    ticket('A003', 0),
  ]);
  expect(columns[0]?.lanes[0]?.noShows.map(({ number }) => number)).toEqual(['A002', 'A001']);
  expect(ticketBeside(columns, 'A003', 'down')).toBe('A002');
  expect(ticketBeside(columns, 'A002', 'down')).toBe('A001');
});

test('up and down walk through the services of a column and stop at its ends', () => {
  expect(ticketBeside(hall, 'A002', 'down')).toBe('V001');
  expect(ticketBeside(hall, 'V001', 'down')).toBe('V001');
  expect(ticketBeside(hall, 'A001', 'up')).toBe('A001');
});

test('left and right skip empty columns and take the last ticket of a shorter one', () => {
  expect(ticketBeside(hall, 'V001', 'right')).toBe('C001');
  expect(ticketBeside(hall, 'C001', 'left')).toBe('A001');
});

test('from nowhere, or from a ticket that left, an arrow reaches the first ticket, or nothing when nobody waits', () => {
  expect(ticketBeside(hall, null, 'down')).toBe('A001');
  expect(ticketBeside(hall, 'gone', 'right')).toBe('A001');
  expect(ticketBeside(laneColumns(services, []), null, 'down')).toBeNull();
});
