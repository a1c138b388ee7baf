/** How long a change takes to the watching screens: from the request sent to the frame that shows it, on each of 50 clients. */
import { setTimeout as pause } from 'node:timers/promises';
import { connectAll, type WireClient } from './wire.ts';

/** Watching clients: a large hall's counters, lobby tablets and displays. */
export const WATCHERS = 50;
/** Between two changes, so that each is measured alone. */
const PAUSE_MS = 20;
/** A frame that is not there by then is lost, which no floor excuses. */
const LOST_AFTER_MS = 10_000;
const WARM_UP = 20;
/** The measurement ends by then with the changes it has. */
const LONGEST_MS = 12_000;

/** What is changed, again and again. */
export type Change = {
  /** Sends the request; resolves with its answer. */
  request(): Promise<unknown>;
  /** Brings the hall back, off the clock; answers with the board's `seq` then. */
  undo(): Promise<number>;
};

export type FramesMeasured = {
  /** Milliseconds from sending the request to the frame, one per change and watcher. */
  readonly latenciesMs: readonly number[];
  /** Characters of a frame, mean. */
  readonly frameLength: number;
};

/** @param account Under which the watchers sign in; none for the bare server. */
export async function measureFrames(url: string, change: Change, changes: number, account?: string): Promise<FramesMeasured> {
  const watchers = await connectAll(url, WATCHERS, account);
  const frames = followAll(watchers);
  await frames.upTo(0);
  const endsAt = performance.now() + LONGEST_MS;
  const latenciesMs: number[] = [];
  for (let n = 0; n < WARM_UP + changes && (n <= WARM_UP || performance.now() < endsAt); n += 1) {
    const arrival = frames.next();
    const startedAt = performance.now();
    const answer = change.request();
    const arrivedAt = await arrival;
    await answer;
    if (n >= WARM_UP) latenciesMs.push(...arrivedAt.map((at) => at - startedAt));
    await frames.upTo(await change.undo());
    await pause(PAUSE_MS);
  }
  for (const watcher of watchers) watcher.close();
  return { latenciesMs, frameLength: frames.meanLength() };
}

/** Subscribes all watchers and keeps, for each, the newest `seq` it was shown. */
function followAll(watchers: readonly WireClient[]) {
  const shown = watchers.map(() => -1);
  const size = { frames: 0, characters: 0 };
  let arrivedAt: number[] = [];
  let arrival = Promise.withResolvers<readonly number[]>();
  watchers.forEach((watcher, index) => {
    watcher.watch('/queue/watch', (text) => {
      const at = performance.now();
      // The board's own seq stands before those of its calls.
      const seq = Number(/"seq":(\d+)/.exec(text)?.[1]);
      size.frames += 1;
      size.characters += text.length;
      if (seq <= (shown[index] ?? -1)) return; // a heartbeat
      shown[index] = seq;
      arrivedAt.push(at);
      if (arrivedAt.length === watchers.length) arrival.resolve(arrivedAt);
    });
  });
  return {
    /** When each watcher got the next newer frame. */
    next(): Promise<readonly number[]> {
      arrivedAt = [];
      arrival = Promise.withResolvers();
      const timer = setTimeout(() => arrival.reject(new Error(`Only ${arrivedAt.length} frames came`)), LOST_AFTER_MS);
      return arrival.promise.finally(() => clearTimeout(timer));
    },
    /** Waits until every watcher has seen at least `seq`. */
    async upTo(seq: number): Promise<void> {
      const deadline = performance.now() + LOST_AFTER_MS;
      while (shown.some((seen) => seen < seq)) {
        if (performance.now() > deadline) throw new Error(`A watcher never saw entry ${seq}`);
        await pause(1);
      }
    },
    meanLength: () => Math.round(size.characters / size.frames),
  };
}
