/**
 * A live picture for many watchers: after a change it is made once and handed to all. A watcher that asks late gets the
 * newest picture, never a backlog; a carrier that asks without waiting for its peer keeps the backlog itself, and
 * http/live-sockets.ts bounds it. A heartbeat repeats the picture, so that silence means a lost link or no picture.
 */

export type LiveFeed<T> = {
  /** The picture now, then each newer one, until the signal ends it. Throws what making the first one throws. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<T>;
  /** Something changed: make a new picture at the end of this turn. */
  touch(): void;
  close(): void;
};

export type LiveFeedOptions<T> = {
  readonly make: () => T;
  /** Milliseconds between pictures when nothing changes. */
  readonly heartbeatMs: number;
  /**
   * Engineers' log; silence by default. Hears the first of a streak of failures to make a picture; the watchers keep the
   * picture they have, whose age the screens show.
   */
  readonly report?: (error: unknown) => void;
};

export function createLiveFeed<T>({ make, heartbeatMs, report = () => undefined }: LiveFeedOptions<T>): LiveFeed<T> {
  const watchers = new Set<{ wake: (() => void) | null; latest: T | null }>();
  let scheduled = false;
  let closed = false;
  let failing = false;

  function push(): void {
    scheduled = false;
    if (watchers.size === 0 || closed) return;
    let picture: T;
    try {
      picture = make();
      failing = false;
    } catch (error) {
      if (!failing) report(error);
      failing = true;
      return;
    }
    for (const watcher of watchers) {
      watcher.latest = picture;
      watcher.wake?.();
    }
  }

  const heartbeat = setInterval(push, heartbeatMs);
  heartbeat.unref();

  return {
    async *watch(signal) {
      const watcher: { wake: (() => void) | null; latest: T | null } = { wake: null, latest: make() };
      watchers.add(watcher);
      const wake = () => watcher.wake?.();
      signal?.addEventListener('abort', wake);
      try {
        while (!signal?.aborted && !closed) {
          if (watcher.latest !== null) {
            const picture = watcher.latest;
            watcher.latest = null;
            yield picture;
            continue;
          }
          await new Promise<void>((resolve) => {
            watcher.wake = resolve;
          });
          watcher.wake = null;
        }
      } finally {
        signal?.removeEventListener('abort', wake);
        watchers.delete(watcher);
      }
    },
    touch() {
      if (scheduled || closed) return;
      scheduled = true;
      setImmediate(push);
    },
    close() {
      closed = true;
      clearInterval(heartbeat);
      for (const watcher of watchers) watcher.wake?.();
    },
  };
}
