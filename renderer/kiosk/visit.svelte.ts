/** One visitor at the kiosk: from the first touch to the return to the start. */
import type { Board, Service, Ticket } from '../../core/queue/contract.ts';
import type { Lane } from '../../core/values.ts';
import { newCommandId } from '../lib/commands.ts';
import { errorText } from '../lib/errors.ts';
import type { House } from '../lib/house.svelte.ts';
import { codeOf } from '../lib/link/host-error.ts';
import { locale } from '../lib/locale.svelte.ts';
import { Countdown, ELDER_LEFT_MS, LEFT_MS, STAY_MS } from './countdown.svelte.ts';
import { DISPENSER_KEY } from './dispenser-key.ts';
import { currentTicket, type TicketStanding, ticketStanding } from './ticket-standing.ts';

type View =
  | { readonly kind: 'start' }
  /** No counter serves it now: the visitor is asked first. */
  | { readonly kind: 'unserved'; readonly service: Service }
  | { readonly kind: 'ticket' }
  | { readonly kind: 'help'; readonly came: boolean }
  | { readonly kind: 'trouble'; readonly title: string };

export class Visit {
  readonly #house: House;
  readonly countdown: Countdown;
  elder = $state(false);
  low = $state(false);
  #view = $state.raw<View>({ kind: 'start' });
  #taken = $state.raw<{ readonly ticket: Ticket; readonly at: number } | null>(null);
  #ticket = $state.raw<Ticket | null>(null);
  #gone = $state(false);
  #busy = $state<string | null>(null);
  /** Tells visitors apart, so that the next one's touch never repeats an unanswered command of the one before. */
  #visitor = newCommandId();

  readonly standing = $derived.by<TicketStanding | null>(() => {
    if (!this.#ticket || !this.#taken) return null;
    return ticketStanding(this.#ticket, this.#gone, this.#house.clock.now - this.#taken.at);
  });

  constructor(house: House) {
    this.#house = house;
    this.countdown = new Countdown(() => this.finish());
  }

  get view(): View {
    return this.#view;
  }
  /** The number taken, as last seen. */
  get ticket(): Ticket | null {
    return this.#ticket;
  }
  /** Letter of the service being taken, or `help`. */
  get busy(): string | null {
    return this.#busy;
  }
  /** Name of the dispenser that prints here; undefined when the store has none. */
  get dispenser(): string | undefined {
    const known = this.#house.session.settings?.dispensers ?? [];
    return known.find((name) => name === localStorage.getItem(DISPENSER_KEY)) ?? known[0];
  }

  /** Takes a number at once where a counter serves it, otherwise asks first. */
  async choose(service: Service): Promise<void> {
    if (this.#busy) return;
    if (service.expectedWaitSeconds === null) this.#show({ kind: 'unserved', service });
    else await this.take(service);
  }

  /** Takes a number. The large-print version takes it in the care lane, which serves the elderly first. */
  async take(service: Service): Promise<void> {
    if (this.#busy) return;
    this.#busy = service.letter;
    const lane: { lane?: Lane } = this.elder ? { lane: 'care' } : {};
    const dispenser = this.dispenser;
    const printing = dispenser === undefined ? {} : { dispenser };
    try {
      const { ticket } = await this.#house.run(`visitor ${this.#visitor} takes ${service.letter} ${lane.lane ?? ''}`, (commandId) =>
        this.#house.client.queue.issue({ commandId, service: service.letter, ...lane, ...printing }),
      );
      this.#taken = { ticket, at: this.#house.clock.now };
      this.#ticket = ticket;
      this.#show({ kind: 'ticket' });
    } catch (error) {
      // A lost link has a page of its own.
      if (codeOf(error) !== 'link/lost') this.#show({ kind: 'trouble', title: errorText(error).title });
    } finally {
      this.#busy = null;
    }
  }

  /** Calls the lobby manager; `already` = somebody was called and has not come yet. */
  async askHelp(already: boolean): Promise<void> {
    if (this.#busy) return;
    this.#busy = 'help';
    try {
      if (!already)
        await this.#house.run(`visitor ${this.#visitor} wants help`, (commandId) => this.#house.client.queue.askHelp({ commandId }));
      this.#show({ kind: 'help', came: true });
    } catch {
      this.#show({ kind: 'help', came: false });
    } finally {
      this.#busy = null;
    }
  }

  /** Takes over what a board says about the number in hand. */
  heed(board: Board): void {
    if (!this.#taken || !this.#ticket) return;
    const found = currentTicket(this.#taken.ticket, board);
    const known = Date.parse(board.asOf) > Date.parse(this.#taken.ticket.issuedAt);
    this.#gone = found === null && known;
    if (found) this.#ticket = found;
  }

  /** Any touch or key. */
  noteTouch(): void {
    if (this.#view.kind !== 'start') this.countdown.extend();
    else this.#awaitNext();
  }

  setElder(on: boolean): void {
    this.elder = on;
    this.#awaitNext();
  }
  setLow(on: boolean): void {
    this.low = on;
    this.#awaitNext();
  }
  switchLanguage(): void {
    locale.lend(locale.current === 'en' ? 'zh-CN' : 'en');
    this.#awaitNext();
  }

  /** Back to the choice, for the same visitor. */
  back(): void {
    this.#view = { kind: 'start' };
    this.#drop();
    this.#awaitNext();
  }

  /** Makes the kiosk ready for the next visitor. */
  finish(): void {
    this.#view = { kind: 'start' };
    this.#drop();
    this.#visitor = newCommandId();
    this.elder = false;
    this.low = false;
    locale.forget();
    this.countdown.stop();
  }

  #show(view: View): void {
    this.#view = view;
    this.countdown.start(this.elder ? ELDER_LEFT_MS : STAY_MS);
  }

  #drop(): void {
    this.#taken = null;
    this.#ticket = null;
    this.#gone = false;
  }

  /** At the start nothing counts down unless a visitor changed the mode. */
  #awaitNext(): void {
    const isChanged = this.elder || this.low || locale.isLent;
    if (this.#view.kind !== 'start') this.countdown.extend();
    else if (isChanged) this.countdown.start(this.elder ? ELDER_LEFT_MS : LEFT_MS);
    else this.countdown.stop();
  }
}
