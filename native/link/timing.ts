/** Time and chance as a driver sees them; injected, so that a test decides both. */
export type Timing = {
  readonly clock: {
    /** Epoch milliseconds. */
    now(): number;
    /** Calls `run` once after `ms` milliseconds unless the returned function is called before. */
    setTimeout(run: () => void, ms: number): () => void;
  };
  /** Uniform in [0, 1). */
  readonly random: () => number;
};

/** The machine's own clock and chance. */
export const systemTiming: Timing = {
  clock: {
    now: () => Date.now(),
    setTimeout(run, ms) {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
  },
  random: () => Math.random(),
};
