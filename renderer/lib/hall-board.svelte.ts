/** The hall's picture as a screen follows it. When the link is lost or silent the last picture stays, marked as not live, and its clock stands still. */
import type { Board } from '../../core/queue/contract.ts';
import type { House } from './house.svelte.ts';

export class HallBoard {
  readonly #house: House;
  #board = $state.raw<Board | null>(null);
  #stale = $state(false);

  /** To be made while a component initialises. */
  constructor(house: House) {
    this.#house = house;
    // After a loss the picture is old until the stream's next frame, even when the link is back already.
    $effect(() => {
      if (house.link.state === 'lost') this.#stale = true;
    });
  }

  /** The last picture; null until the first one came. */
  get board(): Board | null {
    return this.#board;
  }
  /** True when the stream went silent or the link was lost since the last picture. */
  get stale(): boolean {
    return this.#stale;
  }
  /** True while the picture may be shown as the present. */
  get isLive(): boolean {
    return this.#board !== null && !this.#stale && this.#house.link.state !== 'lost';
  }
  /** Epoch ms by which waits are reckoned: the host's clock while live, the picture's own time otherwise. */
  get now(): number {
    return this.isLive || this.#board === null ? this.#house.clock.now : Date.parse(this.#board.asOf);
  }

  /** Follows the board until the returned function is called; fit for onMount. */
  follow(onBoard?: (board: Board) => void): () => void {
    return this.#house.link.follow(
      (signal) => this.#house.client.queue.watch({}, { signal }),
      (board) => {
        this.#board = board;
        this.#stale = false;
        onBoard?.(board);
      },
      {
        onStale: (stale) => {
          this.#stale = stale;
        },
      },
    );
  }
}
