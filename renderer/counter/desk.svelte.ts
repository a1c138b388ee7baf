/** State of one counter's screen: the hall's board, the devices here, the transaction in hand. Made by CounterPage. */
import type { Drawer, Transaction } from '../../core/counter/contract.ts';
import type { DevicesPicture, DeviceView, PrintJobView } from '../../core/devices/contract.ts';
import type { Board, Counter, Service, Ticket } from '../../core/queue/contract.ts';
import { isValid } from '../../core/queue/ticket-view.ts';
import { yuan } from '../lib/format.ts';
import type { House } from '../lib/house.svelte.ts';
import { m } from '../lib/messages/messages.js';
import { Payment } from './payment.svelte.ts';
import { PaymentDoubt } from './payment-doubt.svelte.ts';
import { RatingWait } from './rating-wait.svelte.ts';

export type DeskDialog = 'float' | 'no-show' | 'pause' | 'help' | 'palette' | 'cancel' | 'password';

const ENDED: readonly PrintJobView['state'][] = ['printed', 'not-printed', 'unknown'];

export class Desk {
  readonly house: House;
  readonly number: number;
  readonly rating: RatingWait;
  /** Whether the last payment sent from here is booked. */
  readonly doubt: PaymentDoubt;
  dialog = $state<DeskDialog | null>(null);
  payment = $state.raw<Payment | null>(null);
  /** Which job's trouble the clerk has put off (稍后补打). */
  putOffJob = $state<string | null>(null);
  #board = $state.raw<Board | null>(null);
  #picture = $state.raw<DevicesPicture | null>(null);
  #drawer = $state.raw<Drawer | null>(null);
  #today = $state.raw<readonly Transaction[]>([]);
  #answeredJob = $state.raw<PrintJobView | null>(null);
  #staleSince = $state<number | null>(null);
  #busy = $state<string | null>(null);

  readonly counter = $derived<Counter | null>(this.#board?.counters.find((counter) => counter.counter === this.number) ?? null);
  readonly ticket = $derived<Ticket | null>(this.counter?.ticket ?? null);
  readonly devices = $derived<readonly DeviceView[]>(this.#picture?.devices.filter((device) => device.counter === this.number) ?? []);
  /** Who may be called; a ticket whose paper is in doubt waits for the lobby first. */
  readonly hall = $derived<readonly Ticket[]>(
    (this.#board?.tickets ?? [])
      .filter((ticket) => ticket.state === 'waiting' && isValid(ticket))
      .toSorted((a, b) => a.ahead - b.ahead || a.issuedAt.localeCompare(b.issuedAt)),
  );
  readonly mine = $derived(this.hall.filter((ticket) => this.counter?.services.includes(ticket.service)));
  /** Whom F3 will bring here, as the host's policy says; null when nobody, or while the counter is not open. */
  readonly next = $derived<Ticket | null>(this.#board?.tickets.find((ticket) => ticket.id === this.counter?.next) ?? null);
  readonly noShows = $derived((this.#board?.tickets ?? []).filter((ticket) => ticket.state === 'no-show'));
  /** The newest print job of the receipt in hand; an answer that ended wins over a picture that is not there yet. */
  readonly job = $derived.by<PrintJobView | null>(() => {
    const subject = this.payment?.transaction?.id ?? this.#answeredJob?.subject;
    const answered = this.#answeredJob?.subject === subject ? this.#answeredJob : null;
    const [seen] = (this.#picture?.jobs ?? [])
      .filter((job) => job.subject === subject)
      .toSorted((one, other) => (one.id < other.id ? 1 : -1));
    if (!seen || !answered) return seen ?? answered;
    if (seen.id !== answered.id) return seen.id > answered.id ? seen : answered;
    return ENDED.includes(answered.state) ? answered : seen;
  });

  constructor(house: House, number: number) {
    this.house = house;
    this.number = number;
    this.rating = new RatingWait(house, number);
    this.doubt = new PaymentDoubt(number, sessionStorage);
  }

  get board(): Board | null {
    return this.#board;
  }
  get drawer(): Drawer | null {
    return this.#drawer;
  }
  /** Payments of this counter today, newest first. */
  get today(): readonly Transaction[] {
    return this.#today;
  }
  /** Epoch ms by this screen's clock since when the board is silent; null while it speaks. */
  get staleSince(): number | null {
    return this.#staleSince;
  }
  get isLive(): boolean {
    return this.house.link.state === 'live' && this.#staleSince === null;
  }
  /** Name of the queue command under way. */
  get busy(): string | null {
    return this.#busy;
  }
  get serial(): string {
    const subject = this.job?.subject;
    return [this.payment?.transaction, ...this.#today].find((transaction) => transaction?.id === subject)?.serial ?? this.job?.title ?? '';
  }

  service(letter: string): Service | undefined {
    return this.#board?.services.find((service) => service.id === letter);
  }

  /** Follows hall and devices until the returned function is called; hand it to onMount. */
  follow(): () => void {
    const { link, client, clock } = this.house;
    const stops = [
      link.follow(
        (signal) => client.queue.watch({}, { signal }),
        (board) => {
          this.#board = board;
          clock.correct(board.asOf);
          if (this.ticket === null) this.payment = null;
          this.doubt.heedVisitor(this.ticket?.id ?? null);
        },
        { onStale: (stale) => this.#noteStale(stale) },
      ),
      link.follow(
        (signal) => client.devices.watch({}, { signal }),
        (picture) => {
          this.#picture = picture;
        },
      ),
    ];
    return () => {
      for (const stop of stops) stop();
      this.rating.stop();
    };
  }

  /**
   * Asks for the drawer and today's payments, when the seat becomes live, and looks a payment up whose answer was lost.
   * Opens the float dialog if the drawer is closed.
   */
  async load(): Promise<void> {
    try {
      const where = { counter: this.number };
      this.#drawer = (await this.house.client.drawer.current(where)).drawer;
      this.#today = (await this.house.client.transactions.today(where)).transactions;
      this.#settleDoubt();
      if (!this.#drawer.open && this.dialog === null && !this.ticket) this.dialog = 'float';
    } catch (error) {
      if (this.house.link.state === 'live') this.house.toasts.error(error);
    }
  }

  async openDrawer(floatFen: number): Promise<void> {
    const { drawer } = await this.house.run(`drawer ${this.number} ${this.#drawer?.businessDay} ${floatFen}`, (commandId) =>
      this.house.client.drawer.open({ commandId, counter: this.number, floatFen }),
    );
    this.#drawer = drawer;
  }

  setState = (state: 'open' | 'paused' | 'closed', reason?: string) =>
    this.#command(
      state,
      (commandId) =>
        this.house.client.counters.setState({ commandId, counter: this.number, state, ...(reason === undefined ? {} : { reason }) }),
      reason,
    );
  recall = () => this.#command('recall', (commandId) => this.house.client.queue.recall({ commandId, counter: this.number }));
  start = () => this.#command('start', (commandId) => this.house.client.queue.start({ commandId, counter: this.number }));
  noShow = () => this.#command('no-show', (commandId) => this.house.client.queue.noShow({ commandId, counter: this.number }));

  async callNext(): Promise<void> {
    this.rating.stop();
    const answer = await this.#command('call-next', (commandId) => this.house.client.queue.callNext({ commandId, counter: this.number }));
    if (answer?.ticket === null)
      this.house.toasts.show({ state: 'waiting', title: m.counter_idle_none(), text: m.counter_nobody_waits_then() });
  }

  async finish(): Promise<void> {
    const ticket = this.ticket;
    const answer = await this.#command('finish', (commandId) => this.house.client.queue.finish({ commandId, counter: this.number }));
    if (!answer || !ticket) return;
    this.payment = null;
    this.rating.wait(ticket);
    void this.load();
  }

  beginPayment(): void {
    if (this.ticket) this.payment = this.#paymentOf(this.ticket.id);
  }

  /** Prints the receipt of the transaction in hand again, or else the last one of this counter. */
  async reprint(): Promise<void> {
    if (this.payment?.transaction) return this.payment.print();
    const [last] = this.#today;
    if (!last) return;
    const answer = await this.#command(
      'print',
      (commandId) => this.house.client.transactions.print({ commandId, transaction: last.id }),
      last.id,
    );
    if (answer) this.noteJob(answer.job);
  }

  /** The clerk looked at the paper slot. */
  async decideJob(printed: boolean): Promise<void> {
    const job = this.job;
    if (!job) return;
    const answer = await this.#command(
      'decide',
      (commandId) => this.house.client.devices.decideJob({ commandId, job: job.id, printed }),
      `${job.id} ${printed}`,
    );
    if (!answer) return;
    this.noteJob(answer.job);
    if (!printed) await this.reprint();
  }

  noteJob(job: PrintJobView): void {
    this.#answeredJob = job;
    void this.#refreshToday();
  }

  async #refreshToday(): Promise<void> {
    try {
      this.#today = (await this.house.client.transactions.today({ counter: this.number })).transactions;
    } catch {
      // A list beside the work; it comes with the next load.
    }
  }

  #paymentOf(ticket: string): Payment {
    return new Payment(this.house, {
      counter: this.number,
      ticket,
      doubt: this.doubt,
      known: () => this.#today.filter((transaction) => transaction.ticket?.id === ticket).map(({ id }) => id),
      onBooked: (transaction) => {
        this.#today = [transaction, ...this.#today.filter(({ id }) => id !== transaction.id)];
      },
      onJob: (job) => this.noteJob(job),
      onDrawerClosed: () => {
        this.dialog = 'float';
      },
      onLost: () => void this.load(),
    });
  }

  /** Says whether a payment whose answer was lost is booked, and goes on with it if its visitor still sits here. */
  #settleDoubt(): void {
    const { asked, standing } = this.doubt;
    if (!asked || standing !== 'unknown') return;
    const isHere = this.ticket?.id === asked.ticket;
    const booked = this.doubt.settle(this.#today);
    const amount = { yuan: yuan(asked.amountFen) };
    if (!booked) {
      // The note over the work says it too, as long as the visitor sits here.
      if (!isHere) this.house.toasts.show({ state: 'error', title: m.counter_doubt_unpaid(amount), text: m.counter_doubt_unpaid_gone() });
      return;
    }
    if (isHere) {
      this.payment ??= this.#paymentOf(asked.ticket);
      void this.payment.adopt(booked);
    }
    this.house.toasts.show({ state: 'ok', title: m.counter_paid(amount), text: m.counter_doubt_paid_then({ serial: booked.serial }) });
  }

  /** Runs one command at a time, named with the visit it is for, or with the time since when nobody sits here. */
  async #command<T>(name: string, send: (commandId: string) => Promise<T>, subject = ''): Promise<T | null> {
    if (this.#busy) return null;
    this.#busy = name;
    const visit = this.ticket ? `${this.ticket.id} ${this.ticket.calls}` : `since ${this.counter?.since}`;
    const answer = await this.house.command(`${name} ${this.number} ${visit} ${subject}`, send);
    this.#busy = null;
    return answer;
  }

  #noteStale(stale: boolean): void {
    if (!stale) this.#staleSince = null;
    else this.#staleSince ??= Date.now();
  }
}
