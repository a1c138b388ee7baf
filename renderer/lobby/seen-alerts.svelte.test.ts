import { beforeEach, expect, test, vi } from 'vitest';
import type { Alert } from '../../core/queue/contract.ts';
import { SeenAlerts } from './seen-alerts.svelte.ts';

const unhappy = (ticket: string): Extract<Alert, { kind: 'dissatisfied' }> => ({
  kind: 'dissatisfied',
  ticket,
  number: ticket,
  counter: 1,
  clerk: 'clerk1',
  at: '2026-03-10T02:21:00Z',
});

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  return () => vi.unstubAllGlobals();
});

test('an alert put aside stays away, also when the page is opened anew, and no other does', () => {
  const seen = new SeenAlerts();
  seen.add(unhappy('A001'), '2026-03-10');
  for (const alerts of [seen, new SeenAlerts()]) {
    expect(alerts.has(unhappy('A001'), '2026-03-10')).toBe(true);
    expect(alerts.has(unhappy('A002'), '2026-03-10')).toBe(false);
  }
});

test('the next business day starts with nothing put aside', () => {
  const seen = new SeenAlerts();
  seen.add(unhappy('A001'), '2026-03-10');
  expect(seen.has(unhappy('A001'), '2026-03-11')).toBe(false);
  seen.add(unhappy('A002'), '2026-03-11');
  expect(seen.has(unhappy('A001'), '2026-03-10')).toBe(false);
});
