/** Time until the kiosk returns to its start by itself. */

/** A visitor who touches nothing has this long; ui.md section 8. Milliseconds. */
export const STAY_MS = 15_000;
/** Somebody who turned a mode on and left: the kiosk is made ready for the next visitor after this, ms. */
export const LEFT_MS = 90_000;
/** In the large-print version nothing hurries; only a kiosk nobody has touched for so long starts anew, ms. */
export const ELDER_LEFT_MS = 300_000;

const TICK_MS = 250;

export class Countdown {
  #endsAt = $state<number | null>(null);
  #lengthMs = $state(STAY_MS);
  #now = $state(Date.now());
  readonly #onEnd: () => void;

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd;
  }

  /** Whole seconds left; null while nothing runs. */
  get seconds(): number | null {
    return this.#endsAt === null ? null : Math.max(0, Math.ceil((this.#endsAt - this.#now) / 1000));
  }
  /** Share of the time left, 0–1. */
  get share(): number {
    return this.#endsAt === null ? 1 : Math.max(0, Math.min(1, (this.#endsAt - this.#now) / this.#lengthMs));
  }

  start(lengthMs: number): void {
    this.#now = Date.now();
    this.#lengthMs = lengthMs;
    this.#endsAt = this.#now + lengthMs;
  }
  stop(): void {
    this.#endsAt = null;
  }
  /** A touch gives the whole time again. */
  extend(): void {
    if (this.#endsAt !== null) this.start(this.#lengthMs);
  }

  /** Ticks until the returned function is called; fit for onMount. */
  run(): () => void {
    const timer = setInterval(() => {
      this.#now = Date.now();
      if (this.#endsAt === null || this.#now < this.#endsAt) return;
      this.#endsAt = null;
      this.#onEnd();
    }, TICK_MS);
    return () => clearInterval(timer);
  }
}
