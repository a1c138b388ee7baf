/** The host's clock on this screen: ticks each second, corrected by the times the host sends. */
export class HostClock {
  #tick = $state(Date.now());
  #offsetMs = $state(0);

  /** Epoch ms by the host's clock, changing once a second. */
  get now(): number {
    return this.#tick + this.#offsetMs;
  }

  /** How far the host's clock is ahead of this screen's, ms; includes half a round trip at most. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  /** Takes the host's time from an answer just received (RFC 3339). */
  correct(hostNow: string): void {
    this.#offsetMs = new Date(hostNow).getTime() - Date.now();
  }

  /** Ticks until the returned function is called; hand it to onMount. */
  run(): () => void {
    const timer = setInterval(() => {
      this.#tick = Date.now();
    }, 1000);
    return () => clearInterval(timer);
  }
}
