/**
 * A live picture for many watchers: after a change it is made once and handed to all; a slow watcher gets the newest
 * picture, never a backlog. A heartbeat repeats the picture, so that silence means a lost link.
 */

export type LiveFeed<T> = {
  /** The picture now, then each newer one, until the signal ends it. */
  watch(signal: AbortSignal | undefined): AsyncGenerator<T>;
  /** Something changed: make a new picture at the end of this turn. */
  touch(): void;
  close(): void;
};

export type LiveFeedOptions<T> = {
  readonly make: () => T;
  /** Milliseconds between pictures when nothing changes. */
  readonly heartbeatMs: number;
};

export function createLiveFeed<T>({ make, heartbeatMs }: LiveFeedOptions<T>): LiveFeed<T> {
  const watchers = new Set<{ wake: (() => void) | null; latest: T | null }>();
  let scheduled = false;
  let closed = false;

  function push(): void {
    scheduled = false;
    if (watchers.size === 0 || closed) return;
    const picture = make();
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
