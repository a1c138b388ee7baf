/**
 * Whether the last payment sent from this counter is booked. Kept with the window, so that neither a reload nor a new sign-in
 * forgets a payment whose answer never came.
 */
import type { Transaction } from '../../core/counter/contract.ts';
import { newCommandId, type WindowMemory } from '../lib/commands.ts';
import { type AskedPayment, bookedAs, readAskedPayment } from './asked-payment.ts';

/** `unknown` = the answer was lost and nobody looked yet; `unpaid` = looked, and it is not booked. */
export type DoubtStanding = 'unknown' | 'unpaid';

export class PaymentDoubt {
  #asked = $state.raw<AskedPayment | null>(null);
  #standing = $state<DoubtStanding | null>(null);
  readonly #key: string;
  readonly #memory: WindowMemory;

  constructor(counter: number, memory: WindowMemory) {
    this.#key = `tingtai.asked-payment.${counter}`;
    this.#memory = memory;
    this.#asked = readAskedPayment(memory.getItem(this.#key));
    this.#standing = this.#asked && 'unknown';
  }

  /** The payment in question; null when there is none. */
  get asked(): AskedPayment | null {
    return this.#asked;
  }
  /** Null while its answer is awaited, and when there is nothing in question. */
  get standing(): DoubtStanding | null {
    return this.#standing;
  }

  /** Name for the next payment of a visit: that of the one not booked, so that trying it again is the same; else a new one. */
  nameFor(ticket: string): string {
    return this.#asked?.ticket === ticket ? this.#asked.payment : newCommandId();
  }

  /** To be called before a payment is sent. */
  note(asked: AskedPayment): void {
    this.#asked = asked;
    this.#standing = null;
    this.#memory.setItem(this.#key, JSON.stringify(asked));
  }

  /** Its answer was lost. */
  lose(): void {
    if (this.#asked) this.#standing = 'unknown';
  }

  /** Its answer came, or what it became is known: nothing is in question any more. */
  forget(): void {
    this.#asked = null;
    this.#standing = null;
    this.#memory.removeItem(this.#key);
  }

  /** The visitor at the counter is this one now (null = nobody): what the one before did not pay no longer matters. */
  heedVisitor(ticket: string | null): void {
    if (this.#standing === 'unpaid' && this.#asked?.ticket !== ticket) this.forget();
  }

  /**
   * Looks a lost payment up among today's.
   * @returns What it became; null when it is not booked (then `unpaid`) or nothing was in question.
   */
  settle(today: readonly Transaction[]): Transaction | null {
    if (!this.#asked || this.#standing !== 'unknown') return null;
    const booked = bookedAs(this.#asked, today);
    if (booked) this.forget();
    else this.#standing = 'unpaid';
    return booked;
  }
}
