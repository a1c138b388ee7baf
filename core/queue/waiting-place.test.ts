import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TUESDAY_TEN } from '../../tests/parts/manual-clock.ts';
import { specimenTicket } from '../../tests/parts/specimen-ticket.ts';
import { firstSettings } from '../store/first-settings.ts';
import { parseSettings } from '../store/settings.ts';
import { LANES } from '../values.ts';
import { createHandlingTimes } from './expected-wait.ts';
import { createHall } from './hall.ts';
import { hallLoad, placeAmong, waitingPlaces } from './waits.ts';

const hall = createHall(parseSettings(JSON.stringify(firstSettings(false))));
const handling = createHandlingTimes(new Map(hall.services.map((service) => [service.letter, service.targetHandlingSeconds])));
const open = hall.counters.map(({ counter }) => ({ counter, state: 'open' as const, reason: null, since: TUESDAY_TEN }));

const visitor = fc.record({
  letter: fc.constantFrom(...hall.services.map((service) => service.letter)),
  lane: fc.constantFrom(...LANES),
  paper: fc.constantFrom('none', 'printing', 'printed', 'failed', 'unknown', 'accepted'),
  waitedMinutes: fc.integer({ min: -2, max: 60 }),
});

test('a ticket taken hears the same place and wait that the board shows', () => {
  fc.assert(
    fc.property(fc.array(visitor, { minLength: 1, maxLength: 30 }), fc.subarray([1, 2, 3, 4]), (visitors, busy) => {
      const waiting = visitors.map(({ letter, lane, paper, waitedMinutes }, index) =>
        specimenTicket(`${letter}${String(index).padStart(3, '0')}`, {
          id: `0190a000-0000-7000-8000-${String(index).padStart(12, '0')}`,
          letter,
          lane,
          paper,
          issuedAt: TUESDAY_TEN - waitedMinutes * 60_000,
        }),
      );
      const rules = { hall, handling, now: TUESDAY_TEN };
      const atCounters = busy.map((counter) => ({ counter, letter: 'A', calledAt: TUESDAY_TEN - 120_000, startedAt: null }));
      const load = hallLoad(open, atCounters, rules);
      const { places } = waitingPlaces(waiting, load, rules);
      for (const own of waiting) {
        const alone = placeAmong(own, waiting, load, rules);
        // The same sums in another order may differ in the last bit, which the rounding to seconds may show.
        const onBoard = places.get(own.id);
        expect(alone.ahead).toBe(onBoard?.ahead);
        expect(Math.abs(alone.expectedWaitSeconds - (onBoard?.expectedWaitSeconds ?? Number.NaN))).toBeLessThanOrEqual(1);
      }
    }),
    { seed: 20260310 },
  );
});
