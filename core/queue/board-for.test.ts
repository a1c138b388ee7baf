import { expect, test } from 'vitest';
import { ROLES } from '../session/permissions.ts';
import { boardFor } from './board-for.ts';
import { type Board, boardSchema } from './contract.ts';

const at = '2026-03-10T02:00:00.000Z';
const ticket = '0190a000-0000-7000-8000-000000000001';
const board: Board = {
  asOf: at,
  seq: 7,
  businessDay: '2026-03-10',
  services: [],
  counters: [
    {
      counter: 1,
      state: 'open',
      reason: null,
      services: ['A'],
      clerk: { account: 'clerk1', name: '周敏' },
      ticket: null,
      next: null,
      since: at,
      served: 9,
      averageHandlingSeconds: 240,
    },
  ],
  tickets: [],
  calls: [],
  alerts: [
    { kind: 'help-wanted', at },
    { kind: 'dissatisfied', ticket, number: 'A001', counter: 1, clerk: '周敏', at },
    { kind: 'over-target', ticket, number: 'A002', overSeconds: 9, at },
    { kind: 'ticket-paper', ticket, number: 'A003', paper: 'failed', at },
  ],
  today: { issued: 9, served: 9, noShow: 0, averageWaitSeconds: 60, withinTarget: 1 },
  arrivals: [],
};

test.each(['kiosk', 'display'] as const)('a %s is shown no clerk, no figures of one counter and no alert that names anybody', (role) => {
  const projected = boardFor(role, board);
  expect(JSON.stringify(projected)).not.toMatch(/clerk1|周敏/);
  expect(projected.counters).toMatchObject([{ counter: 1, state: 'open', clerk: null, served: 0, averageHandlingSeconds: null }]);
  expect(projected.alerts).toEqual([{ kind: 'help-wanted', at }]);
  expect(boardSchema.parse(projected)).toEqual(projected);
});

test('people are shown the whole board', () => {
  for (const role of ROLES.filter((role) => role !== 'kiosk' && role !== 'display')) expect(boardFor(role, board)).toBe(board);
});

test('all screens share one projection of a picture, and another picture has its own', () => {
  expect(boardFor('display', board)).toBe(boardFor('kiosk', board));
  expect(boardFor('display', { ...board, seq: 8 })).toMatchObject({ seq: 8 });
  expect(board.counters[0]?.clerk).toEqual({ account: 'clerk1', name: '周敏' });
});
