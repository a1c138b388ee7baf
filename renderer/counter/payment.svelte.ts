/** One 缴费充值 from identifying the payer to the receipt; nothing is booked before `pay`. */
import { isWholeJiao } from '../../core/counter/cash.ts';
import type { Transaction } from '../../core/counter/contract.ts';
import type { Customer, Subscription } from '../../core/customer/contract.ts';
import type { PrintJobView } from '../../core/devices/contract.ts';
import type { Paper } from '../../core/devices/paper.ts';
import { newCommandId } from '../lib/commands.ts';
import { parseYuan } from '../lib/format.ts';
import type { House } from '../lib/house.svelte.ts';
import { codeOf, isUnanswered } from '../lib/link/host-error.ts';
import { m } from '../lib/messages/messages.js';
import type { PaymentDoubt } from './payment-doubt.svelte.ts';
import { digitsOf, numberProblem } from './phone-number.ts';
import { cashForDebt } from './tender.ts';

export const PAYMENT_STEPS = ['identify', 'amount', 'cash', 'receipt'] as const;
export type PaymentStep = (typeof PAYMENT_STEPS)[number];
export type IdentifiedBy = 'id-card' | 'number';
export type Busy = 'reading' | 'finding' | 'paying' | 'printing';

type Draft = {
  readonly counter: number;
  readonly subscription: string;
  readonly amountFen: number;
  readonly tender: { readonly kind: 'cash'; readonly receivedFen: number };
};

/** What the desk gives a payment to work with. */
export type PaymentSite = {
  readonly counter: number;
  /** The visit it belongs to. */
  readonly ticket: string;
  /** Whether the last payment sent from here is booked. */
  readonly doubt: PaymentDoubt;
  /** Ids of the transactions this ticket is known to have. */
  readonly known: () => readonly string[];
  /** Told of the transaction once the money is booked. */
  readonly onBooked: (transaction: Transaction) => void;
  /** Told of each print job that was answered. */
  readonly onJob: (job: PrintJobView) => void;
  /** The host refused because no float was counted in. */
  readonly onDrawerClosed: () => void;
  /** The answer to the payment was lost: it is to be looked up. */
  readonly onLost: () => void;
};

export class Payment {
  step = $state<PaymentStep>('identify');
  number = $state('');
  amountText = $state('');
  receivedText = $state('');
  #busy = $state<Busy | null>(null);
  #customer = $state.raw<Customer | null>(null);
  #identifiedBy = $state<IdentifiedBy | null>(null);
  #subscriptionId = $state<string | null>(null);
  #failure = $state.raw<unknown>(null);
  #unknownNumber = $state<string | null>(null);
  #preview = $state.raw<Paper | null>(null);
  #transaction = $state.raw<Transaction | null>(null);
  #reading: AbortController | null = null;
  readonly #house: House;
  readonly #site: PaymentSite;
  readonly #name: string;

  readonly amountFen = $derived(parseYuan(this.amountText));
  readonly receivedFen = $derived(parseYuan(this.receivedText));
  readonly subscription = $derived<Subscription | null>(
    this.#customer?.subscriptions.find((line) => line.id === this.#subscriptionId) ?? null,
  );
  /** Cash that clears the debt of the chosen number, fen; 0 when nothing is owed. */
  readonly debtFen = $derived(this.subscription && this.subscription.balanceFen < 0 ? cashForDebt(-this.subscription.balanceFen) : 0);
  readonly isAmountGood = $derived(this.amountFen !== null && this.amountFen > 0 && isWholeJiao(this.amountFen));
  readonly changeFen = $derived(this.amountFen !== null && this.receivedFen !== null ? this.receivedFen - this.amountFen : null);
  readonly isCashGood = $derived(this.isAmountGood && this.changeFen !== null && this.changeFen >= 0 && isWholeJiao(this.changeFen));

  constructor(house: House, site: PaymentSite) {
    this.#house = house;
    this.#site = site;
    this.#name = site.doubt.nameFor(site.ticket);
  }

  get busy(): Busy | null {
    return this.#busy;
  }
  get customer(): Customer | null {
    return this.#customer;
  }
  get identifiedBy(): IdentifiedBy | null {
    return this.#identifiedBy;
  }
  /** Why the last try of the step in hand failed; cleared with the next. */
  get failure(): unknown {
    return this.#failure;
  }
  /** True while the number in the field is one the host does not know; `failure` says so. */
  get isNumberUnknown(): boolean {
    return this.#unknownNumber !== null && this.#unknownNumber === digitsOf(this.number);
  }
  /** The receipt; before the booking only with the cash that is really there. */
  get preview(): Paper | null {
    return this.#transaction || (this.step === 'cash' && this.isCashGood) ? this.#preview : null;
  }
  /** Set once the money is booked. */
  get transaction(): Transaction | null {
    return this.#transaction;
  }
  /** True until it is known whether the money is booked: nothing may be taken, changed or given up. */
  get isInDoubt(): boolean {
    return this.#site.doubt.standing === 'unknown';
  }
  get hasInput(): boolean {
    return this.#customer !== null || this.number !== '' || this.amountText !== '';
  }

  /** Waits for a card on the reader (the host: up to 15 s), then asks who it is. */
  async readCard(): Promise<void> {
    const reading = new AbortController();
    this.#reading = reading;
    await this.#busily('reading', async () => {
      await this.#house.client.devices.readIdCard({ counter: this.#site.counter }, { signal: reading.signal });
      await this.#identify({ kind: 'id-card' });
    });
  }

  /** Gives up waiting for a card, so that the number can be typed. */
  stopReading(): void {
    this.#reading?.abort();
  }

  async findNumber(): Promise<void> {
    const number = digitsOf(this.number);
    if (numberProblem(number)) return;
    await this.#busily('finding', () => this.#identify({ kind: 'number', number }));
  }

  choose(subscriptionId: string): void {
    this.#subscriptionId = subscriptionId;
    this.#preview = null;
  }

  /** Back to an earlier step, as long as nothing is booked. */
  back(step: PaymentStep): void {
    if (this.#transaction || this.#busy || this.isInDoubt) return;
    this.#failure = null;
    if (step === 'identify') {
      this.#customer = null;
      this.#subscriptionId = null;
      this.#preview = null;
    }
    this.step = step;
  }

  toCash(): void {
    if (this.isAmountGood) this.step = 'cash';
  }

  /** Draws the receipt as it would print with what is filled so far; keeps the last drawing while it cannot. Asked for from the amount on, so that a closed drawer is met before the cash. */
  async refreshPreview(): Promise<void> {
    const draft = this.#draft();
    if (!draft || this.#transaction) return;
    try {
      const { paper } = await this.#house.client.transactions.preview(draft);
      if (!this.#transaction) this.#preview = paper;
    } catch (error) {
      if (codeOf(error) === 'drawer/not-open') this.#site.onDrawerClosed();
      else if (codeOf(error) !== 'link/lost') this.#failure = error;
    }
  }

  /** Books the cash, then prints. A second press after a lost answer repeats the same command. */
  async pay(): Promise<void> {
    const draft = this.#draft();
    if (!draft || !this.isCashGood || this.isInDoubt) return;
    await this.#busily('paying', () => this.#book(draft));
    if (codeOf(this.#failure) === 'drawer/not-open') this.#site.onDrawerClosed();
    if (this.isInDoubt) this.#site.onLost();
    else if (this.#transaction) await this.print();
  }

  /** Takes over what its lost answer would have said, then prints unless that was asked for already. */
  async adopt(transaction: Transaction): Promise<void> {
    this.#failure = null;
    this.#take(transaction);
    if (transaction.receipt === null) await this.print();
    else await this.#showPaper(transaction.id);
  }

  /** Prints the receipt; from the second time on the host marks it 补打. */
  async print(): Promise<void> {
    const transaction = this.#transaction;
    if (!transaction) return;
    await this.#busily('printing', async () => {
      void this.#showPaper(transaction.id);
      const { job } = await this.#house.run(`print ${this.#site.ticket} ${transaction.id}`, (commandId) =>
        this.#house.client.transactions.print({ commandId, transaction: transaction.id }),
      );
      this.#site.onJob(job);
    });
  }

  async #book(draft: Draft): Promise<void> {
    const { ticket, doubt, known } = this.#site;
    const { subscription, amountFen } = draft;
    const { receivedFen } = draft.tender;
    doubt.note({ ticket, payment: this.#name, subscription, amountFen, receivedFen, known: known() });
    const intention = `pay ${ticket} ${this.#name} ${subscription} ${amountFen} ${receivedFen}`;
    try {
      const { transaction } = await this.#house.run(intention, (commandId) => this.#house.client.transactions.pay({ commandId, ...draft }));
      doubt.forget();
      this.#take(transaction);
    } catch (error) {
      // A used id answers nobody else: somebody who sat here before sent this payment.
      if (isUnanswered(error) || codeOf(error) === 'command/reused') doubt.lose();
      else doubt.forget();
      throw error;
    }
  }

  #take(transaction: Transaction): void {
    this.#transaction = transaction;
    this.step = 'receipt';
    this.#site.onBooked(transaction);
  }

  async #showPaper(transaction: string): Promise<void> {
    try {
      this.#preview = (await this.#house.client.transactions.get({ transaction })).paper;
    } catch {
      // The drawing from before the payment stays; the print itself reports what is wrong.
    }
  }

  /** Asks anew each time: another card may lie on the reader, and asking twice changes nothing. */
  async #identify(by: { kind: 'id-card' } | { kind: 'number'; number: string }): Promise<void> {
    const { counter } = this.#site;
    const { customer, identifiedBy } = await this.#house.client.customers.identify({ commandId: newCommandId(), counter, by });
    this.#customer = customer;
    this.#identifiedBy = identifiedBy;
    this.#subscriptionId = customer.subscriptions[0]?.id ?? null;
    this.step = 'amount';
  }

  /** Waiting in vain for a card is the customer's time-out, not the reader's. */
  #sayNoCard(): void {
    this.#house.toasts.show({ state: 'warn', title: m.counter_no_card(), text: m.counter_no_card_then() });
  }

  /** The money is booked; only the paper is in question. */
  #sayPrintLost(): void {
    this.#house.toasts.show({ state: 'warn', title: m.error_link_lost(), text: m.counter_print_lost_then() });
  }

  #draft(): Draft | null {
    const { amountFen, receivedFen } = this;
    const subscription = this.#subscriptionId;
    if (subscription === null || amountFen === null || !this.isAmountGood) return null;
    const received = receivedFen !== null && isWholeJiao(receivedFen) ? Math.max(receivedFen, amountFen) : amountFen;
    return { counter: this.#site.counter, subscription, amountFen, tender: { kind: 'cash', receivedFen: received } };
  }

  async #busily(what: Busy, work: () => Promise<void>): Promise<void> {
    if (this.#busy) return;
    this.#busy = what;
    this.#failure = null;
    this.#unknownNumber = null;
    this.#house.toasts.clear();
    try {
      await work();
    } catch (error) {
      if (codeOf(error) === 'link/aborted') return;
      this.#failure = error;
      if (this.isInDoubt) return; // Said in place, with what to do.
      if (what === 'finding' && codeOf(error) === 'customers/not-found') this.#unknownNumber = digitsOf(this.number);
      else if (what === 'reading' && codeOf(error) === 'device/timeout') this.#sayNoCard();
      else if (what === 'printing' && codeOf(error) === 'link/lost') this.#sayPrintLost();
      else this.#house.toasts.error(error);
    } finally {
      this.#busy = null;
    }
  }
}
