/** The bytes of one device, or of all, followed; polls folded, held still while paused. Made by the trace pane. */
import type { Trace } from '../../core/devices/bench-contract.ts';
import type { House } from '../lib/house.svelte.ts';
import { createTraceFold, type TraceRow } from './fold-trace.ts';

/** Frames kept for the transcript; the oldest go first. */
const MOST_TRACES = 2_000;

export class TraceLog {
  #rows = $state.raw<readonly TraceRow[]>([]);
  #held = $state.raw<readonly TraceRow[] | null>(null);
  #traces: Trace[] = [];
  /** Frames that had come when the pause began. */
  #countAtPause = 0;
  #count = $state(0);
  #hasAnswered = $state(false);
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** What to show, oldest first. */
  get rows(): readonly TraceRow[] {
    return this.#held ?? this.#rows;
  }

  get isPaused(): boolean {
    return this.#held !== null;
  }

  /** Frames that came during the pause. */
  get missed(): number {
    return this.#held === null ? 0 : this.#count - this.#countAtPause;
  }

  /** False until the host sent what it had kept. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** Every frame still kept, polls included, oldest first. */
  get traces(): readonly Trace[] {
    return this.#traces;
  }

  pause(): void {
    this.#held = this.#rows;
    this.#countAtPause = this.#count;
  }

  resume(): void {
    this.#held = null;
  }

  /** Follows one device, or all without a name, until the returned function is called. Starts empty and running. */
  follow(device: string | undefined): () => void {
    let fold = createTraceFold();
    this.#hasAnswered = false;
    this.#rows = [];
    this.#held = null;
    return this.#house.link.follow(
      (signal) => {
        // The host sends what it kept with every subscription, so a new one starts anew.
        fold = createTraceFold();
        this.#traces = [];
        return this.#house.client.bench.trace(device === undefined ? {} : { device }, { signal });
      },
      (batch) => {
        fold.add(batch);
        this.#traces = [...this.#traces, ...batch].slice(-MOST_TRACES);
        this.#rows = fold.rows();
        this.#count += batch.length;
        this.#hasAnswered = true;
      },
    );
  }
}
