/** After 办结: waits a while for the customer's rating of that ticket. */
import type { Ticket } from '../../core/queue/contract.ts';
import type { House } from '../lib/house.svelte.ts';

/** The pad asks for about this long, ms; then the ticket counts as not rated. */
const WAIT_MS = 30_000;
/** How often the host is asked, ms. */
const ASK_EVERY_MS = 2_000;
/** How long an answer stays on the screen, ms. */
const SHOW_MS = 10_000;

export type RatedTicket = { readonly number: string; readonly rating: string | null };

export class RatingWait {
  #current = $state.raw<RatedTicket | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #house: House;
  readonly #counter: number;

  constructor(house: House, counter: number) {
    this.#house = house;
    this.#counter = counter;
  }

  /** The ticket just finished, with its rating once there is one; null when there is nothing to show. */
  get current(): RatedTicket | null {
    return this.#current;
  }

  wait(ticket: Pick<Ticket, 'id' | 'number'>): void {
    this.stop();
    this.#current = { number: ticket.number, rating: null };
    this.#ask(ticket, Date.now() + WAIT_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#current = null;
  }

  #ask(ticket: Pick<Ticket, 'id' | 'number'>, until: number): void {
    this.#timer = setTimeout(async () => {
      const rating = await this.#ratingOf(ticket.id);
      if (this.#current?.number !== ticket.number) return;
      if (rating !== null) {
        this.#current = { number: ticket.number, rating };
        this.#timer = setTimeout(() => this.stop(), SHOW_MS);
      } else if (Date.now() < until) this.#ask(ticket, until);
      else this.stop();
    }, ASK_EVERY_MS);
  }

  async #ratingOf(ticket: string): Promise<string | null> {
    try {
      const { transactions } = await this.#house.client.transactions.today({ counter: this.#counter });
      return transactions.find((transaction) => transaction.ticket?.id === ticket)?.rating ?? null;
    } catch {
      return null; // Asked again shortly; a lost link is shown elsewhere.
    }
  }
}
