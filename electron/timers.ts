/** Time as the shell sees it; tests bring their own. */
export type Timers = {
  /** Milliseconds that only grow. */
  now(): number;
  /** Calls `run` once after `delayMs`, unless the returned function is called before. */
  after(delayMs: number, run: () => void): () => void;
};

/** The machine's own time. */
export const machineTimers: Timers = {
  now: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
