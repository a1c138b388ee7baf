import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createCalendar } from './business-day.ts';

const at = (text: string) => Date.parse(text);

test('the day begins at midnight of the store’s zone, not of UTC', () => {
  const shanghai = createCalendar('Asia/Shanghai');
  expect(shanghai.businessDay(at('2026-03-10T15:59:59.999Z'))).toBe('2026-03-10');
  expect(shanghai.businessDay(at('2026-03-10T16:00:00.000Z'))).toBe('2026-03-11');
  expect(createCalendar('America/New_York').businessDay(at('2026-03-11T03:59:59Z'))).toBe('2026-03-10');
});

test('a zone of half an hour and one ahead of every other have their own days', () => {
  expect(createCalendar('Asia/Kolkata').businessDay(at('2026-03-10T18:30:00Z'))).toBe('2026-03-11');
  expect(createCalendar('Asia/Kolkata').stamp(at('2026-03-10T18:29:00Z'))).toBe('2026-03-10 23:59');
  expect(createCalendar('Pacific/Kiritimati').businessDay(at('2026-03-10T10:00:00Z'))).toBe('2026-03-11');
});

test('the year turns in the zone', () => {
  expect(createCalendar('Asia/Shanghai').stamp(at('2025-12-31T16:00:00Z'))).toBe('2026-01-01 00:00');
});

test('days of 23 and of 25 hours are one day each', () => {
  const berlin = createCalendar('Europe/Berlin');
  const hours = (day: string) => {
    const midday = at(`${day}T11:00:00Z`);
    return (
      Array.from({ length: 96 }, (_, half) => midday + (half - 48) * 1_800_000).filter((instant) => berlin.businessDay(instant) === day)
        .length / 2
    );
  };
  expect([hours('2026-03-28'), hours('2026-03-29'), hours('2026-10-25')]).toEqual([24, 23, 25]);
  // The hour that is there twice is the same half hour of the day twice.
  expect(berlin.halfHour(at('2026-10-25T00:30:00Z'))).toBe(5);
  expect(berlin.halfHour(at('2026-10-25T01:30:00Z'))).toBe(5);
});

test('half hours run from 0 to 47', () => {
  const shanghai = createCalendar('Asia/Shanghai');
  expect(['16:00', '16:29', '16:30', '15:30', '15:59', '02:24'].map((time) => shanghai.halfHour(at(`2026-03-10T${time}:00Z`)))).toEqual([
    0, 0, 1, 47, 47, 20,
  ]);
});

test('asking for instants in any order gives what a calendar asked for nothing else says', () => {
  const shared = createCalendar('Asia/Shanghai');
  const instants = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2040-01-01T00:00:00Z') });
  fc.assert(
    fc.property(instants, fc.integer({ min: -120_000, max: 120_000 }), (instant, step) => {
      for (const moment of [instant, instant + step, instant]) {
        expect(shared.stamp(moment)).toBe(new Date(moment + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' '));
        expect(shared.stamp(moment).startsWith(shared.businessDay(moment))).toBe(true);
      }
    }),
  );
});
