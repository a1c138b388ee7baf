/** What every screen of a window shares. Made once in App.svelte, taken by `useHouse()` in any component beneath. */
import { createContext } from 'svelte';
import type { Welcome } from '../../core/store/contract.ts';
import { HostClock } from './clock.svelte.ts';
import { Commands } from './commands.ts';
import { Keys } from './keys.ts';
import { isUnanswered } from './link/host-error.ts';
import { type HostClient, HostLink } from './link/link.svelte.ts';
import { Navigation } from './navigation.svelte.ts';
import { Session, slotOf } from './session.svelte.ts';
import { Toasts } from './toasts.svelte.ts';

export class House {
  readonly clock = new HostClock();
  readonly keys = new Keys();
  readonly toasts = new Toasts();
  readonly navigation = new Navigation();
  readonly session: Session;
  readonly link: HostLink;
  readonly #commands = new Commands(sessionStorage);
  #welcome = $state.raw<Welcome | null>(null);
  #isUnpaired = $state(false);

  constructor() {
    this.session = new Session(slotOf(this.navigation.place), () => this.link);
    this.link = new HostLink(() => this.session.token);
    this.link.onDidRefuse = (code) => {
      if (code === 'stations/pairing-required') this.#isUnpaired = true;
      this.session.heed(code);
    };
  }

  get client(): HostClient {
    return this.link.client;
  }

  /** Store, counters and demo accounts; null until the host answered for the first time. */
  get welcome(): Welcome | null {
    return this.#welcome;
  }

  /** True while the host takes this machine for a stranger in its network; nothing but pairing works then. */
  get isUnpaired(): boolean {
    return this.#isUnpaired;
  }

  /** To be called when this machine got its station key; what was remembered here is tried again over a new link. */
  enterPaired(): void {
    this.#isUnpaired = false;
    this.link.reopen();
  }

  /** Zone of the store; this screen's own until the host answered. */
  get timeZone(): string {
    return this.#welcome?.store.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  }

  /** Asks for the welcome anew (counters taken, the host's clock). A lost link shows itself elsewhere. */
  async refreshWelcome(): Promise<void> {
    try {
      this.#welcome = await this.client.store.welcome({});
      this.clock.correct(this.#welcome.now);
    } catch {
      // Shown by the link state; asked again when it is back.
    }
  }

  /**
   * Runs a command with the id of its intention, shows a toast if it fails.
   * @returns The answer, or null when it failed.
   */
  async command<T>(intention: string, send: (commandId: string) => Promise<T>): Promise<T | null> {
    try {
      return await this.run(intention, send);
    } catch (error) {
      this.toasts.error(error);
      return null;
    }
  }

  /** As `command`, but throws; for those who show the failure in place. */
  run<T>(intention: string, send: (commandId: string) => Promise<T>): Promise<T> {
    return this.#commands.run(intention, send, isUnanswered);
  }
}

export const [useHouse, provideHouse] = createContext<House>();
