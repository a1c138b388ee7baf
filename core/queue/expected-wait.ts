/** Expected wait of a ticket. Pure. Simple on purpose: part 6 replaces it by simulating the policy. */

export type WaitInputs = {
  /** Tickets called before this one. */
  readonly ahead: number;
  /** Mean handling time of the service, seconds. */
  readonly handlingSeconds: number;
  /** Open counters that serve it, busy or not. */
  readonly openCounters: number;
  /** Of those, how many are free now. */
  readonly idleCounters: number;
};

/**
 * (ahead + 1) × handling ÷ open counters, 0 while a counter is free for it.
 * With no counter open it reckons with one, and callers say that none is.
 */
export function expectedWaitSeconds({ ahead, handlingSeconds, openCounters, idleCounters }: WaitInputs): number {
  if (idleCounters > ahead) return 0;
  return Math.round(((ahead + 1 - idleCounters) * handlingSeconds) / Math.max(1, openCounters));
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
