/** The load: clients that take a number and call one, again and again, each answer awaited before the next request. */
import { COUNTERS } from './hall.ts';

/** The three verbs of the load, over whatever carrier. Each resolves when the answer is there. */
export type QueueVerbs = {
  /** @param counter Which the same client will call for next. */
  issue(counter: number): Promise<unknown>;
  /** Null when nobody waited, which the load does not expect. */
  callNext(counter: number): Promise<unknown>;
  /** Sends the called visitor away, so that the counter is free. Not timed. */
  clear(counter: number): Promise<unknown>;
};

export type PairsMeasured = {
  readonly pairs: number;
  readonly pairsPerSecond: number;
  /** Milliseconds from the number asked for to the call answered, one per pair. */
  readonly latenciesMs: readonly number[];
};

/** Clearing may take half as long again as what is measured, then the turn ends: a benchmark must end on a busy machine too. */
export const longestTurn = (forMs: number): number => forMs * 1.5;

/**
 * Runs rounds of one issue+call pair per counter until `forMs` of measured time are over. The counters are shared out among
 * the clients; clearing them between rounds is not on the clock.
 */
export async function runPairs(clients: readonly QueueVerbs[], forMs: number): Promise<PairsMeasured> {
  const latenciesMs: number[] = [];
  const shares = clients.map((client, index) => ({
    client,
    counters: Array.from({ length: COUNTERS / clients.length }, (_, turn) => 1 + index + turn * clients.length),
  }));
  const endsAt = performance.now() + longestTurn(forMs);
  let elapsedMs = 0;
  while (elapsedMs < forMs && performance.now() < endsAt) {
    const startedAt = performance.now();
    await Promise.all(shares.map(({ client, counters }) => pairsOf(client, counters, latenciesMs)));
    elapsedMs += performance.now() - startedAt;
    await Promise.all(shares.flatMap(({ client, counters }) => counters.map((counter) => client.clear(counter))));
  }
  return { pairs: latenciesMs.length, pairsPerSecond: (latenciesMs.length * 1000) / elapsedMs, latenciesMs };
}

async function pairsOf(client: QueueVerbs, counters: readonly number[], latenciesMs: number[]): Promise<void> {
  for (const counter of counters) {
    const startedAt = performance.now();
    await client.issue(counter);
    const called = await client.callNext(counter);
    latenciesMs.push(performance.now() - startedAt);
    if (called === null) throw new Error(`Nobody waited for counter ${counter}`);
  }
}
