import { expect, test } from 'vitest';
import type { PaperState } from '../../core/queue/contract.ts';
import { needsPerson, SLOW_PAPER_MS, ticketStanding } from './ticket-standing.ts';

const waiting = (paper: PaperState) => ({ state: 'waiting', paper }) as const;

test('the visitor is told to take the paper only once it printed', () => {
  expect(ticketStanding(waiting('printing'), false, 1_000)).toBe('printing');
  expect(ticketStanding(waiting('printed'), false, 1_000)).toBe('take-paper');
});

test('paper that does not come, failed or may have failed sends the visitor to a person', () => {
  const standings = [
    ticketStanding(waiting('printing'), false, SLOW_PAPER_MS + 1),
    ticketStanding(waiting('failed'), false, 0),
    ticketStanding(waiting('unknown'), false, 0),
  ];
  expect(standings).toEqual(['slow', 'failed', 'unknown']);
  expect(standings.every(needsPerson)).toBe(true);
});

test('a number without paper, or one a person accepted, is to be remembered', () => {
  expect([ticketStanding(waiting('none'), false, 0), ticketStanding(waiting('accepted'), false, 0)]).toEqual(['remember', 'remember']);
});

test('a number called at once goes to its counter, one cancelled meanwhile says so', () => {
  expect(ticketStanding({ state: 'called', paper: 'printed' }, false, 0)).toBe('called');
  expect(ticketStanding(waiting('printing'), true, 0)).toBe('ended');
});
