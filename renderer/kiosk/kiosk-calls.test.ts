import { expect, test } from 'vitest';
import type { Call, Ticket } from '../../core/queue/contract.ts';
import { shownCall } from './kiosk-calls.ts';

const call = (number: string): Call => ({ seq: 1, ticket: number, number, service: 'A', counter: 1, at: '2026-03-10T02:21:00Z', time: 1 });
const ticket = (number: string, state: Ticket['state']): Ticket => ({
  id: number,
  number,
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
const shown = (calls: Call[], tickets: Ticket[]) => {
  const found = shownCall({ calls, tickets });
  return found && [found.call.number, found.standing];
};

test('the newest call whose visitor is awaited or served is shown', () => {
  expect(shown([call('A002'), call('A001')], [ticket('A001', 'serving'), ticket('A002', 'called')])).toEqual(['A002', true]);
  expect(shown([call('A002'), call('A001')], [ticket('A001', 'serving')])).toEqual(['A001', false]);
});

test('a call that was finished, passed over or put back is not shown any more', () => {
  expect(shown([call('A003'), call('A002'), call('A001')], [ticket('A002', 'no-show'), ticket('A003', 'waiting')])).toBeNull();
});
