/** One working day through the real services: arrivals by half hour, two counters, payments, ratings, a few no-shows. */

import { SYSTEM } from '../journal/journal.ts';
import type { StoreServices } from '../services.ts';
import { type DemoRegistered, pastCommand, staffActor } from './past.ts';

const MINUTE = 60_000;
/** Visitors per half hour from 08:30 on: two peaks, as halls have them. */
const ARRIVALS = [2, 3, 4, 5, 5, 4, 3, 2, 1, 1, 2, 4, 5, 4, 3, 3, 2, 2, 1];
const SERVICES = ['A', 'B', 'A', 'B', 'B', 'C', 'A', 'Z', 'B', 'G'];
const RATINGS = [
  'very-satisfied',
  'very-satisfied',
  'satisfied',
  'very-satisfied',
  'none',
  'satisfied',
  'average',
  'very-satisfied',
  'none',
  'dissatisfied',
] as const;

type Past = { readonly today: number; setNow(epochMs: number): void };
type Counter = { readonly counter: number; readonly account: string; freeAt: number };

export async function liveADay(services: StoreServices, customers: readonly DemoRegistered[], past: Past): Promise<void> {
  const opening = openingOfYesterday(services, past.today);
  const chance = seededChance(20260310);
  const counters: Counter[] = [
    { counter: 1, account: 'clerk1', freeAt: opening },
    { counter: 4, account: 'clerk2', freeAt: opening },
  ];
  past.setNow(opening - 10 * MINUTE);
  for (const { counter, account } of counters) {
    const actor = staffActor(services, account);
    await services.queue.setCounterState({ commandId: pastCommand(), counter, state: 'open' }, actor);
    await services.counter.openDrawer(
      { commandId: pastCommand(), counter, floatFen: services.settings.payment.defaultFloatYuan * 100 },
      actor,
    );
  }

  const arrivals = ARRIVALS.flatMap((count, slot) =>
    Array.from({ length: count }, () => opening + (slot * 30 + chance() * 30) * MINUTE),
  ).sort((a, b) => a - b);
  let next = 0;
  let served = 0;
  // Event by event: the next arrival, or the next counter to be free while somebody waits.
  for (;;) {
    const counter = counters.reduce((a, b) => (a.freeAt <= b.freeAt ? a : b));
    const arrival = arrivals[next];
    if (arrival !== undefined && arrival <= counter.freeAt) {
      past.setNow(arrival);
      await services.queue.issue({ service: SERVICES[next % SERVICES.length] ?? 'A' }, SYSTEM);
      next += 1;
      continue;
    }
    past.setNow(counter.freeAt);
    const worked = await serveOne(services, counter, customers, past, chance, served);
    if (worked) served += 1;
    else if (arrival === undefined) break;
    else counter.freeAt = arrival;
  }
  past.setNow(Math.max(...counters.map((counter) => counter.freeAt)) + MINUTE);
  for (const { counter, account } of counters) {
    await services.queue.setCounterState({ commandId: pastCommand(), counter, state: 'closed' }, staffActor(services, account));
  }
}

/** Calls, serves and rates one visitor; false when nobody waits for this counter. */
async function serveOne(
  services: StoreServices,
  counter: Counter,
  customers: readonly DemoRegistered[],
  past: Past,
  chance: () => number,
  served: number,
): Promise<boolean> {
  const { queue } = services;
  const actor = staffActor(services, counter.account);
  const at = () => ({ commandId: pastCommand(), counter: counter.counter });
  const ticket = await queue.callNext(at(), actor);
  if (!ticket) return false;
  const step = (minutes: number) => {
    counter.freeAt += minutes * MINUTE;
    past.setNow(counter.freeAt);
  };
  step(0.4 + chance() * 0.5);
  if (served % 17 === 11) {
    await queue.recall(at(), actor);
    step(0.5);
    await queue.noShow(at(), actor);
    return true;
  }
  await queue.start(at(), actor);
  const customer = customers[Math.floor(chance() * customers.length)];
  if (ticket.service === 'B' && customer) {
    step(1 + chance());
    await services.customers.identify(
      { commandId: pastCommand(), counter: counter.counter, by: { kind: 'number', number: customer.number } },
      actor,
    );
    const amountFen = [3000, 5000, 10_000, 20_000][Math.floor(chance() * 4)] ?? 5000;
    const tender = { kind: 'cash' as const, receivedFen: Math.ceil(amountFen / 10_000) * 10_000 };
    await services.counter.pay(
      {
        commandId: pastCommand(),
        counter: counter.counter,
        subscription: customer.subscription,
        amountFen,
        tender,
      },
      actor,
    );
    step(0.5 + chance());
  } else {
    step(4 + chance() * 7);
  }
  await queue.finish(at(), actor);
  await services.ratings.record(ticket.id, RATINGS[served % RATINGS.length] ?? 'none');
  step(0.2);
  return true;
}

/** 08:30 of the day before `today`, in the store's zone. */
function openingOfYesterday({ calendar }: StoreServices, today: number): number {
  const day = calendar.businessDay(today - 86_400_000);
  // Walk to the day's first half hour: works for every zone without arithmetic on offsets.
  let probe = today - 86_400_000;
  while (calendar.businessDay(probe - 30 * MINUTE) === day) probe -= 30 * MINUTE;
  probe -= probe % (30 * MINUTE);
  return probe + 8.5 * 60 * MINUTE;
}

/** Mulberry32: small, seeded, good enough for a made-up day. */
function seededChance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
