/** State of the lobby board: the hall, the devices, the selected ticket, and what the lobby manager does. Made by LobbyPage. */
import type { DevicesPicture, DeviceView } from '../../core/devices/contract.ts';
import type { Board, Ticket } from '../../core/queue/contract.ts';
import type { Lane } from '../../core/values.ts';
import { HallBoard } from '../lib/hall-board.svelte.ts';
import type { House } from '../lib/house.svelte.ts';
import { m } from '../lib/messages/messages.js';
import { type Direction, laneColumns, ticketBeside } from './lane-columns.ts';
import { isPaperInDoubt } from './ticket-look.ts';

export type LobbyDialog = 'take' | 'cancel' | 'reprint' | 'restore' | 'screens';
export type TakeNumber = {
  /** Tells the visitors this is asked for apart. */
  readonly visitor: string;
  readonly service: string;
  readonly lane: Lane;
  readonly dispenser: string | null;
};

export class LobbyDesk {
  readonly house: House;
  readonly hall: HallBoard;
  dialog = $state<LobbyDialog | null>(null);
  #selectedId = $state<string | null>(null);
  #picture = $state.raw<DevicesPicture | null>(null);
  #busy = $state<string | null>(null);

  readonly board = $derived.by<Board | null>(() => this.hall.board);
  readonly columns = $derived.by(() => laneColumns(this.board?.services ?? [], this.board?.tickets ?? []));
  /** The selected ticket while it waits, or once it was passed over. */
  readonly selected = $derived.by<Ticket | null>(
    () =>
      this.board?.tickets.find((ticket) => ticket.id === this.#selectedId && (ticket.state === 'waiting' || ticket.state === 'no-show')) ??
      null,
  );

  /** To be made while a component initialises. */
  constructor(house: House) {
    this.house = house;
    this.hall = new HallBoard(house);
  }

  /** Devices with the worst on top in the bar; null while unknown or not to be seen. */
  get devices(): readonly DeviceView[] | null {
    return this.#picture?.devices ?? null;
  }
  get dispensers(): readonly string[] {
    return this.house.session.settings?.dispensers ?? [];
  }
  /** Intention under way; buttons of the same intention turn their spinner. */
  get busy(): string | null {
    return this.#busy;
  }
  /** True when this person may direct tickets and the picture is the present. */
  get mayDirect(): boolean {
    return this.hall.isLive && this.house.session.may('queue.direct');
  }
  get mayTake(): boolean {
    return this.hall.isLive && this.house.session.may('queue.issue');
  }

  /** Follows hall and devices until the returned function is called; fit for onMount. */
  run(): () => void {
    const stops = [this.hall.follow()];
    if (this.house.session.may('devices.watch')) {
      stops.push(
        this.house.link.follow(
          (signal) => this.house.client.devices.watch({}, { signal }),
          (picture) => {
            this.#picture = picture;
          },
        ),
      );
    }
    return () => {
      for (const stop of stops) stop();
    };
  }

  select(id: string | null): void {
    this.#selectedId = id;
  }
  selectBeside(direction: Direction): void {
    this.#selectedId = ticketBeside(this.columns, this.selected?.id ?? null, direction);
  }

  /** The ticket the arrows reach from this one, below it or else above; null when it is alone. */
  beside(id: string): string | null {
    const ids = (['down', 'up', 'right', 'left'] as const).map((direction) => ticketBeside(this.columns, id, direction));
    return ids.find((other) => other !== id) ?? null;
  }

  /** Takes a number for a visitor; null when it failed and was said so. */
  async take({ visitor, service, lane, dispenser }: TakeNumber): Promise<Ticket | null> {
    const paper = dispenser === null ? {} : { dispenser };
    const answer = await this.#do(`visitor ${visitor} takes ${service} ${lane} ${dispenser ?? ''}`, (commandId) =>
      this.house.client.queue.issue({ commandId, service, lane, ...paper }),
    );
    return answer?.ticket ?? null;
  }

  async acceptPaper(ticket: Pick<Ticket, 'id' | 'number'>): Promise<void> {
    const done = await this.#do(`accept ${ticket.id}`, (commandId) =>
      this.house.client.queue.acceptPaper({ commandId, ticket: ticket.id }),
    );
    if (done) this.#say(m.lobby_accepted({ number: ticket.number }));
  }

  /** Prints again at the only dispenser, or asks which one. */
  async askReprint(id: string): Promise<void> {
    this.select(id);
    const [first, second] = this.dispensers;
    if (first === undefined) this.house.toasts.show({ state: 'warn', title: m.lobby_no_dispenser(), text: m.lobby_no_dispenser_then() });
    else if (this.selected?.state !== 'waiting') return;
    else if (second !== undefined) this.dialog = 'reprint';
    else await this.reprint(this.selected, first);
  }

  async reprint(ticket: Pick<Ticket, 'id' | 'number'>, dispenser: string): Promise<void> {
    const done = await this.#do(`reprint ${ticket.id}`, (commandId) =>
      this.house.client.queue.reprint({ commandId, ticket: ticket.id, dispenser }),
    );
    if (done) this.#say(m.lobby_reprinting({ number: ticket.number }));
  }

  askCancel(id: string): void {
    this.select(id);
    if (this.selected?.state === 'waiting') this.dialog = 'cancel';
  }

  /** True when it was cancelled. */
  async cancel(ticket: Pick<Ticket, 'id' | 'number'>, reason: string): Promise<boolean> {
    const done = await this.#do(`cancel ${ticket.id} ${reason}`, (commandId) =>
      this.house.client.queue.cancel({ commandId, ticket: ticket.id, reason }),
    );
    if (done) this.#say(m.lobby_cancelled({ number: ticket.number }));
    return done !== null;
  }

  /** Selects a no-show and asks whether it may come back. */
  askRestore(id: string): void {
    this.select(id);
    if (this.selected?.state === 'no-show') this.dialog = 'restore';
  }

  /** Puts a no-show back into the queue; true when it is there. */
  async restore(ticket: Pick<Ticket, 'id' | 'number'>): Promise<boolean> {
    const done = await this.#do(`restore ${ticket.id}`, (commandId) => this.house.client.queue.restore({ commandId, ticket: ticket.id }));
    if (done) this.#say(m.lobby_restored({ number: ticket.number }));
    return done !== null;
  }

  async settleHelp(): Promise<void> {
    const wanted = this.board?.alerts.find((alert) => alert.kind === 'help-wanted');
    const done = await this.#do(`settle help ${wanted?.at}`, (commandId) => this.house.client.queue.settleHelp({ commandId }));
    if (done) this.#say(m.lobby_help_settled());
  }

  /** What single keys do now. */
  get keys(): Readonly<Record<string, () => void>> {
    const move = (direction: Direction) => () => this.selectBeside(direction);
    const { selected } = this;
    return {
      ArrowUp: move('up'),
      ArrowDown: move('down'),
      ArrowLeft: move('left'),
      ArrowRight: move('right'),
      Escape: () => this.select(null),
      ...(this.mayTake ? { n: () => this.open('take') } : {}),
      ...(this.house.session.may('station.open') ? { o: () => this.open('screens') } : {}),
      ...(this.mayDirect && this.board?.alerts.some((alert) => alert.kind === 'help-wanted') ? { h: () => void this.settleHelp() } : {}),
      ...(selected && this.mayDirect ? this.#keysOn(selected) : {}),
    };
  }

  #keysOn(selected: Ticket): Readonly<Record<string, () => void>> {
    if (selected.state === 'no-show') return { r: () => this.askRestore(selected.id) };
    return {
      Delete: () => this.askCancel(selected.id),
      p: () => void this.askReprint(selected.id),
      ...(isPaperInDoubt(selected) ? { a: () => void this.acceptPaper(selected) } : {}),
    };
  }

  open(dialog: LobbyDialog): void {
    this.dialog = dialog;
  }
  close(): void {
    this.dialog = null;
  }

  async #do<T>(intention: string, send: (commandId: string) => Promise<T>): Promise<T | null> {
    if (this.#busy) return null;
    this.#busy = intention;
    try {
      return await this.house.command(intention, send);
    } finally {
      this.#busy = null;
    }
  }

  #say(title: string): void {
    this.house.toasts.show({ state: 'ok', title, text: '' });
  }
}
