/**
 * Who is called next. Pure: the same tickets, counter, time and weights give the same answer.
 *
 * score = minutes waited × weight of the lane, + 100 for an ordinary ticket that has waited its maximum, so that no lane
 * keeps ordinary visitors waiting without bound. Ties go to the earlier ticket. Within one lane this is first come, first served.
 */
import type { Lane } from '../values.ts';

export type QueuedTicket = {
  readonly id: string;
  readonly letter: string;
  readonly lane: Lane;
  /** Epoch ms of taking the number. */
  readonly issuedAt: number;
};

export type PolicyWeights = {
  readonly lanes: Readonly<Record<Lane, number>>;
  readonly ordinaryMaxWaitMs: number;
};

export type Ranked<T extends QueuedTicket> = { readonly ticket: T; readonly score: number };

const AGED_BONUS = 100;

/** How urgent a ticket is now. A clock that went back counts as no wait. */
export function score(ticket: QueuedTicket, now: number, weights: PolicyWeights): number {
  const waitedMs = Math.max(0, now - ticket.issuedAt);
  const aged = ticket.lane === 'ordinary' && waitedMs >= weights.ordinaryMaxWaitMs;
  return (waitedMs / 60_000) * weights.lanes[ticket.lane] + (aged ? AGED_BONUS : 0);
}

/** All tickets in the order they would be called. */
export function rank<T extends QueuedTicket>(tickets: readonly T[], now: number, weights: PolicyWeights): readonly Ranked<T>[] {
  return tickets
    .map((ticket) => ({ ticket, score: score(ticket, now, weights) }))
    .sort((a, b) => b.score - a.score || a.ticket.issuedAt - b.ticket.issuedAt || (a.ticket.id < b.ticket.id ? -1 : 1));
}

/** The next ticket for a counter that serves `letters`, with its score; null when none fits. */
export function chooseNext<T extends QueuedTicket>(
  tickets: readonly T[],
  letters: ReadonlySet<string>,
  now: number,
  weights: PolicyWeights,
): Ranked<T> | null {
  let best: Ranked<T> | null = null;
  for (const ticket of tickets) {
    if (!letters.has(ticket.letter)) continue;
    const candidate = { ticket, score: score(ticket, now, weights) };
    if (best === null || isBefore(candidate, best)) best = candidate;
  }
  return best;
}

/** Those of `others` that would be called before `ticket`; itself among them does not count. */
export function calledBefore<T extends QueuedTicket>(
  ticket: QueuedTicket,
  others: readonly T[],
  now: number,
  weights: PolicyWeights,
): readonly T[] {
  const own = { ticket, score: score(ticket, now, weights) };
  return others.filter((other) => other.id !== ticket.id && isBefore({ ticket: other, score: score(other, now, weights) }, own));
}

function isBefore(a: Ranked<QueuedTicket>, b: Ranked<QueuedTicket>): boolean {
  if (a.score !== b.score) return a.score > b.score;
  if (a.ticket.issuedAt !== b.ticket.issuedAt) return a.ticket.issuedAt < b.ticket.issuedAt;
  return a.ticket.id < b.ticket.id;
}
