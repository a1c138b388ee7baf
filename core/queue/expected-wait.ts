/** Expected wait of a ticket. Pure. Simple on purpose: part 6 replaces it by simulating the policy. */

export type WaitInputs = {
  /** Visitors called before this one at the counters that serve it; a share of those whom other counters serve as well. */
  readonly ahead: number;
  /** Their handling times, summed, seconds. */
  readonly aheadSeconds: number;
  /** What is left of the visitors at those counters now, summed, seconds. */
  readonly remainingSeconds: number;
  /** Open counters that serve it, busy or not. */
  readonly openCounters: number;
  /** Of those, how many are free now. */
  readonly idleCounters: number;
};

/**
 * (work ahead + work under way) ÷ open counters; 0 while a counter is free for it. With no counter open it reckons with
 * one, and callers say that none is.
 */
export function expectedWaitSeconds({ ahead, aheadSeconds, remainingSeconds, openCounters, idleCounters }: WaitInputs): number {
  if (idleCounters > ahead) return 0;
  return Math.round((aheadSeconds + remainingSeconds) / Math.max(1, openCounters));
}

/** Mean of the last handling times kept per service, or the target while none was measured. */
export function createHandlingTimes(targets: ReadonlyMap<string, number>, keep = 20) {
  const recent = new Map<string, number[]>();
  return {
    add(letter: string, seconds: number): void {
      const list = recent.get(letter) ?? [];
      list.push(seconds);
      if (list.length > keep) list.shift();
      recent.set(letter, list);
    },
    meanSeconds(letter: string): number {
      const list = recent.get(letter);
      if (!list || list.length === 0) return targets.get(letter) ?? 480;
      return list.reduce((sum, seconds) => sum + seconds, 0) / list.length;
    },
  };
}
export type HandlingTimes = ReturnType<typeof createHandlingTimes>;
