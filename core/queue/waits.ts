/**
 * Who is before whom, and how long that takes. Services share counters, so a visitor of one waits for those of another:
 * the work before a ticket is all that its counters will do first, whatever letter it carries. Pure.
 */
import type { CounterRow, QueuedRow, TicketRow } from '../../db/queue.ts';
import { expectedWaitSeconds, type HandlingTimes } from './expected-wait.ts';
import type { Hall } from './hall.ts';
import { calledBefore, rank } from './policy.ts';
import { isValid, toQueued } from './ticket-view.ts';

/** A visitor at a counter now. */
export type AtCounter = Pick<TicketRow, 'counter' | 'letter' | 'calledAt' | 'startedAt'>;

/** The counters as they are: what a wait is reckoned from. */
export type Load = {
  open(letter: string): number;
  idle(letter: string): number;
  /** Seconds left of the visitors at the counters that serve a letter. */
  remainingSeconds(letter: string): number;
  /** How much of a ticket of `other` falls on the counters that serve `letter`, 0–1. */
  share(other: string, letter: string): number;
};

export type Place = { readonly ahead: number; readonly expectedWaitSeconds: number };

export type WaitRules = { readonly hall: Hall; readonly handling: HandlingTimes; readonly now: number };

export function hallLoad(counters: readonly CounterRow[], visitors: readonly AtCounter[], { hall, handling, now }: WaitRules): Load {
  const openNumbers = new Set(counters.filter((row) => row.state === 'open').map((row) => row.counter));
  const open = hall.counters.filter((counter) => openNumbers.has(counter.counter));
  const visitorAt = new Map(visitors.map((visitor) => [visitor.counter, visitor]));
  const serving = (letter: string) => open.filter((counter) => counter.letters.has(letter));
  const left = (visitor: AtCounter | undefined) => {
    if (!visitor) return 0;
    const spent = Math.max(0, now - (visitor.startedAt ?? visitor.calledAt ?? now)) / 1000;
    return Math.max(0, handling.meanSeconds(visitor.letter) - spent);
  };
  return {
    open: (letter) => serving(letter).length,
    idle: (letter) => serving(letter).filter((counter) => !visitorAt.has(counter.counter)).length,
    remainingSeconds(letter) {
      const counting = serving(letter);
      // Nobody serves it: as if one counter had just begun with a visitor of this kind.
      if (counting.length === 0) return handling.meanSeconds(letter);
      return counting.reduce((sum, counter) => sum + left(visitorAt.get(counter.counter)), 0);
    },
    share(other, letter) {
      if (other === letter) return 1;
      const able = serving(other);
      return able.length === 0 ? 0 : able.filter((counter) => counter.letters.has(letter)).length / able.length;
    },
  };
}

/** Work that gathers before the tickets of one letter. */
type Queue = { own: number; ahead: number; aheadSeconds: number };

function gather(queue: Queue, letter: string, other: string, load: Load, handling: HandlingTimes): void {
  const share = load.share(other, letter);
  if (other === letter) queue.own += 1;
  queue.ahead += share;
  queue.aheadSeconds += share * handling.meanSeconds(other);
}

function placeIn(queue: Queue, letter: string, load: Load): Place {
  const { own, ahead, aheadSeconds } = queue;
  const waits = {
    ahead,
    aheadSeconds,
    remainingSeconds: load.remainingSeconds(letter),
    openCounters: load.open(letter),
    idleCounters: load.idle(letter),
  };
  return { ahead: own, expectedWaitSeconds: expectedWaitSeconds(waits) };
}

/** Place (within its service) and expected wait of every waiting ticket, and of one taken now, by letter. */
export function waitingPlaces(waiting: readonly QueuedRow[], load: Load, rules: WaitRules) {
  const { hall, handling, now } = rules;
  const queues = new Map(hall.services.map(({ letter }) => [letter, { own: 0, ahead: 0, aheadSeconds: 0 }]));
  const places = new Map<string, Place>();
  for (const { ticket } of rank(waiting.map(toQueued), now, hall.weights)) {
    const queue = queues.get(ticket.letter);
    // A letter the settings no longer know waits for nobody.
    places.set(ticket.id, queue ? placeIn(queue, ticket.letter, load) : { ahead: 0, expectedWaitSeconds: 0 });
    if (!isValid(ticket.row)) continue;
    for (const [letter, gathering] of queues) gather(gathering, letter, ticket.letter, load, handling);
  }
  const takenNow = new Map(Array.from(queues, ([letter, queue]) => [letter, placeIn(queue, letter, load)]));
  return { places, takenNow };
}

/** The place of one ticket alone, without ranking the others. */
export function placeAmong(own: QueuedRow, waiting: readonly QueuedRow[], load: Load, { hall, handling, now }: WaitRules): Place {
  const queue = { own: 0, ahead: 0, aheadSeconds: 0 };
  for (const before of calledBefore(toQueued(own), waiting.filter(isValid).map(toQueued), now, hall.weights)) {
    gather(queue, own.letter, before.letter, load, handling);
  }
  return placeIn(queue, own.letter, load);
}
