import { expect, test } from 'vitest';
import type { Counter, Service, Ticket } from '../../core/queue/contract.ts';
import { arrivalBars, slotOf, slotStart } from './arrival-bars.ts';
import { hallFigures } from './hall-figures.ts';

const NOW = Date.parse('2026-03-10T02:24:36Z');

const service: Service = {
  id: 'A',
  letter: 'A',
  name: 'A',
  nameEn: 'A',
  description: '',
  descriptionEn: '',
  lane: 'ordinary',
  targetWaitSeconds: 600,
  targetHandlingSeconds: 480,
  waiting: 0,
  expectedWaitSeconds: 0,
};

const ticket = (number: string, waited: number, paper: Ticket['paper'] = 'printed'): Ticket => ({
  id: number,
  number,
  service: 'A',
  lane: 'ordinary',
  state: 'waiting',
  paper,
  ahead: 0,
  expectedWaitSeconds: 0,
  issuedAt: new Date(NOW - waited * 1000).toISOString(),
  calledAt: null,
  startedAt: null,
  finishedAt: null,
  counter: null,
  calls: 0,
});

const counter = (number: number, state: Counter['state']): Counter => ({
  counter: number,
  state,
  reason: null,
  services: ['A'],
  clerk: null,
  ticket: null,
  next: null,
  since: new Date(NOW).toISOString(),
  served: 0,
  averageHandlingSeconds: null,
});

test('tickets without sure paper are not counted as waiting, and over target means past it', () => {
  const figures = hallFigures(
    {
      services: [service],
      tickets: [ticket('A001', 601), ticket('A002', 600), ticket('A003', 900, 'failed')],
      counters: [counter(1, 'serving'), counter(2, 'open'), counter(3, 'paused'), counter(4, 'closed')],
    },
    NOW,
  );
  expect(figures).toEqual({ waiting: 2, over: 1, longest: { seconds: 601, number: 'A001' }, open: 2, paused: 1, closed: 1 });
});

test('an empty hall has no longest wait', () => {
  expect(hallFigures({ services: [service], tickets: [], counters: [] }, NOW).longest).toBeNull();
});

const none = new Array<number>(48).fill(0);
const hours = { opens: '08:30', closes: '18:00' };

test('half hours begin on the hour and at half past', () => {
  expect(['00:00', '00:29', '00:30', '23:59'].map(slotOf)).toEqual([0, 0, 1, 47]);
  expect([0, 1, 47].map(slotStart)).toEqual(['00:00', '00:30', '23:30']);
});

test('no bar stands for a time to come, while the axis spans the opening hours', () => {
  const { from, to, bars, most } = arrivalBars(none.with(17, 3).with(19, 5), hours, '10:24');
  expect([from, to]).toEqual([17, 35]);
  expect(bars.map(({ slot, count }) => [slot, count])).toEqual([
    [17, 3],
    [18, 0],
    [19, 5],
    [20, 0],
  ]);
  expect(most).toEqual({ slot: 19, count: 5, isNow: false });
});

test('numbers taken outside the opening hours widen the axis, and a day without any has no peak', () => {
  expect(arrivalBars(none.with(15, 1), hours, '09:00').from).toBe(15);
  expect(arrivalBars(none, hours, '19:40').to).toBe(39);
  expect(arrivalBars(none, hours, '09:00').most).toBeNull();
});
