import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LANES, type Lane } from '../values.ts';
import { chooseNext, type PolicyWeights, type QueuedTicket, rank, score } from './policy.ts';

const MINUTE = 60_000;
const NOW = 1_773_108_000_000;
const weights: PolicyWeights = {
  lanes: { ordinary: 1, appointment: 1.5, vip: 1.6, care: 2, group: 1.2 },
  ordinaryMaxWaitMs: 20 * MINUTE,
};

const waited = (id: string, lane: Lane, minutes: number, letter = 'A'): QueuedTicket => ({
  id,
  letter,
  lane,
  issuedAt: NOW - minutes * MINUTE,
});
const order = (tickets: readonly QueuedTicket[], now = NOW) => rank(tickets, now, weights).map(({ ticket }) => ticket.id);

/** Tickets of one hall: distinct ids, taken within the last four hours, now and then in the same millisecond. */
const hall = fc
  .array(
    fc.record({
      lane: fc.constantFrom(...LANES),
      letter: fc.constantFrom('A', 'B', 'C'),
      agoMs: fc.integer({ min: 0, max: 240 * MINUTE }),
    }),
    {
      maxLength: 40,
    },
  )
  .map((rows) => rows.map(({ lane, letter, agoMs }, index): QueuedTicket => ({ id: `t${index}`, lane, letter, issuedAt: NOW - agoMs })));

describe('examples of the field', () => {
  test('an ordinary visitor of 14 minutes goes before a VIP of 8 and a cared-for of 6', () => {
    const tickets = [waited('vip', 'vip', 8), waited('care', 'care', 6), waited('ordinary', 'ordinary', 14)];
    expect(rank(tickets, NOW, weights).map((ranked) => [ranked.ticket.id, ranked.score])).toEqual([
      ['ordinary', 14],
      ['vip', 12.8],
      ['care', 12],
    ]);
  });

  test('an ordinary visitor past the maximum of 20 minutes goes before a cared-for of 30', () => {
    const tickets = [waited('care', 'care', 30), waited('ordinary', 'ordinary', 21)];
    expect(rank(tickets, NOW, weights).map((ranked) => [ranked.ticket.id, ranked.score])).toEqual([
      ['ordinary', 121],
      ['care', 60],
    ]);
  });

  test('a cared-for visitor of 3 minutes goes before an ordinary of 5 and an appointment whose time just came', () => {
    const tickets = [waited('appointment', 'appointment', 0), waited('ordinary', 'ordinary', 5), waited('care', 'care', 3)];
    expect(rank(tickets, NOW, weights).map((ranked) => [ranked.ticket.id, ranked.score])).toEqual([
      ['care', 6],
      ['ordinary', 5],
      ['appointment', 0],
    ]);
  });

  test('the maximum counts from its very minute', () => {
    expect(score(waited('a', 'ordinary', 20), NOW, weights)).toBe(120);
    expect(score({ ...waited('a', 'ordinary', 20), issuedAt: NOW - 20 * MINUTE + 1 }, NOW, weights)).toBeLessThan(20);
    expect(score(waited('a', 'vip', 20), NOW, weights)).toBe(32);
  });
});

test('of two equal scores the earlier ticket goes first, and of two taken together the smaller id', () => {
  // 8 minutes × 1.5 = 6 minutes × 2
  expect(order([waited('care', 'care', 6), waited('appointment', 'appointment', 8)])).toEqual(['appointment', 'care']);
  expect(order([waited('b', 'care', 6), waited('a', 'care', 6)])).toEqual(['a', 'b']);
});

test('a counter gets nobody when no waiting ticket is of its services', () => {
  expect(chooseNext([waited('a', 'ordinary', 5, 'C')], new Set(['A', 'B']), NOW, weights)).toBeNull();
  expect(chooseNext([], new Set(['A']), NOW, weights)).toBeNull();
});

test('the order is total: however the rows come from the table, the same tickets come in the same order', () => {
  fc.assert(
    fc.property(
      hall.chain((tickets) => fc.tuple(fc.constant(tickets), fc.shuffledSubarray(tickets, { minLength: tickets.length }))),
      ([tickets, shuffled]) => {
        expect(order(shuffled)).toEqual(order(tickets));
      },
    ),
  );
});

test('who is called is the first of the order among the services of the counter', () => {
  fc.assert(
    fc.property(hall, fc.subarray(['A', 'B', 'C']), (tickets, letters) => {
      const chosen = chooseNext(tickets, new Set(letters), NOW, weights);
      const first = rank(tickets, NOW, weights).find(({ ticket }) => letters.includes(ticket.letter)) ?? null;
      expect(chosen).toEqual(first);
    }),
  );
});

test('within a lane it is first come, first served, at any time and also when the clock went back', () => {
  fc.assert(
    fc.property(hall, fc.integer({ min: -300, max: 300 }), (tickets, minutes) => {
      const ranked = rank(tickets, NOW + minutes * MINUTE, weights).map(({ ticket }) => ticket);
      for (const lane of LANES) {
        const taken = ranked.filter((ticket) => ticket.lane === lane).map((ticket) => ticket.issuedAt);
        expect(taken).toEqual(taken.toSorted((a, b) => a - b));
      }
    }),
  );
});

test('a clock that went back makes nobody wait a negative time', () => {
  expect(score(waited('a', 'care', -30), NOW, weights)).toBe(0);
  expect(order([waited('later', 'care', -30), waited('earlier', 'ordinary', -60), waited('now', 'ordinary', 0)])).toEqual([
    'now',
    'later',
    'earlier',
  ]);
});

test('past its maximum an ordinary ticket gives way only to older ordinary ones and to those who waited long themselves', () => {
  const aged = fc.integer({ min: 20 * MINUTE, max: 240 * MINUTE });
  fc.assert(
    fc.property(hall, aged, (tickets, waitedMs) => {
      const mine: QueuedTicket = { id: 'mine', letter: 'A', lane: 'ordinary', issuedAt: NOW - waitedMs };
      const ranked = rank([...tickets, mine], NOW, weights).map(({ ticket }) => ticket);
      for (const ahead of ranked.slice(0, ranked.indexOf(mine))) {
        const aheadWaitedMs = NOW - ahead.issuedAt;
        // (waited + 100 minutes) ÷ weight: at least an hour for the heaviest lane, so a lane that is kept short never starves anybody.
        if (ahead.lane === 'ordinary') expect(aheadWaitedMs).toBeGreaterThanOrEqual(waitedMs);
        else expect(aheadWaitedMs).toBeGreaterThanOrEqual((waitedMs + 100 * MINUTE) / weights.lanes[ahead.lane] - 1);
        expect(ahead.lane === 'ordinary' || aheadWaitedMs >= 60 * MINUTE - 1).toBe(true);
      }
    }),
  );
});

test('waiting longer never makes a ticket less urgent', () => {
  fc.assert(
    fc.property(fc.constantFrom(...LANES), fc.nat(400 * MINUTE), fc.nat(400 * MINUTE), (lane, a, b) => {
      const at = (ms: number) => score({ id: 'x', letter: 'A', lane, issuedAt: NOW }, NOW + ms, weights);
      expect(at(Math.max(a, b))).toBeGreaterThanOrEqual(at(Math.min(a, b)));
    }),
  );
});
