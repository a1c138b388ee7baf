/** Who is signed in at this window, whether the seat is locked, and what the store sets for screens. */
import type { Outputs } from '../../core/contract.ts';
import type { SeatState, Staff } from '../../core/session/contract.ts';
import type { Permission } from '../../core/session/permissions.ts';
import { newCommandId } from './commands.ts';
import { codeOf } from './link/host-error.ts';
import type { HostLink } from './link/link.svelte.ts';
import type { Workplace } from './navigation.svelte.ts';

export type Settings = Outputs['store']['settings'];
/** `restoring` while a remembered token is being tried. */
export type SessionPhase = 'restoring' | 'signed-out' | 'signed-in';

/** Activity is told to the host at most this often, ms. */
const TOUCH_EVERY_MS = 60_000;

/** Screens without a person keep their token for good; staff's ends with the tab. */
const STATION_WORKPLACES: readonly string[] = ['kiosk', 'display'] satisfies Workplace[];
export type Slot = 'staff' | 'kiosk' | 'display';
export const slotOf = (place: Workplace | 'home' | null): Slot => (place === 'kiosk' || place === 'display' ? place : 'staff');

const storageOf = (slot: Slot): Storage => (STATION_WORKPLACES.includes(slot) ? localStorage : sessionStorage);
const keyOf = (slot: Slot): string => `tingtai.token.${slot}`;

export class Session {
  #slot: Slot;
  #token: string | null;
  #phase = $state<SessionPhase>('restoring');
  #staff = $state.raw<Staff | null>(null);
  #seat = $state<SeatState>('active');
  #settings = $state.raw<Settings | null>(null);
  #lastActivityAt = Date.now();
  #lastTouchAt = 0;
  readonly #link: () => HostLink;

  constructor(slot: Slot, link: () => HostLink) {
    this.#slot = slot;
    this.#link = link;
    this.#token = storageOf(slot).getItem(keyOf(slot));
    if (this.#token === null) this.#phase = 'signed-out';
  }

  get token(): string | null {
    return this.#token;
  }
  get slot(): Slot {
    return this.#slot;
  }
  get phase(): SessionPhase {
    return this.#phase;
  }
  get staff(): Staff | null {
    return this.#staff;
  }
  get seat(): SeatState {
    return this.#seat;
  }
  get settings(): Settings | null {
    return this.#settings;
  }

  may(permission: Permission): boolean {
    return this.#staff?.permissions.includes(permission) ?? false;
  }

  /** Changes to the token of another kind of workplace, when the window goes there. */
  async use(slot: Slot): Promise<void> {
    if (slot === this.#slot) return;
    this.#slot = slot;
    this.#clear(storageOf(slot).getItem(keyOf(slot)));
    await this.restore();
  }

  /** Tries the remembered token; to be called whenever the link came (back) alive. */
  async restore(): Promise<void> {
    if (this.#token === null) return;
    try {
      const { staff, seat } = await this.#client.session.current({});
      this.#staff = staff;
      this.#seat = seat;
      if (seat === 'active') await this.#loadSettings();
      this.#phase = 'signed-in';
    } catch (error) {
      if (codeOf(error) === 'session/required') this.#forget();
    }
  }

  /** Errors: those of session.signIn. */
  async signIn(account: string, password: string, counter: number | null): Promise<void> {
    const { token, staff } = await this.#client.session.signIn({ account, password, ...(counter === null ? {} : { counter }) });
    this.#keep(token, staff);
    await this.#loadSettings();
    this.#phase = 'signed-in';
  }

  /** Gives this screen its own lasting session, opened by staff who need not stay. Errors: those of signIn · session/forbidden. */
  async openStation(account: string, password: string, workplace: 'kiosk' | 'display'): Promise<void> {
    const opener = await this.#client.session.signIn({ account, password });
    this.#token = opener.token;
    try {
      const { token, staff } = await this.#client.session.openStation({ workplace });
      await this.#client.session.signOut({});
      this.#keep(token, staff);
      await this.#loadSettings();
      this.#phase = 'signed-in';
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /**
   * Keeps a lasting session for a kiosk or hall display of this machine, given by the person signed in here; the screen finds
   * it when it opens. Errors: session/forbidden.
   */
  async keepStation(workplace: 'kiosk' | 'display'): Promise<void> {
    const { token } = await this.#client.session.openStation({ workplace });
    storageOf(workplace).setItem(keyOf(workplace), token);
  }

  async signOut(): Promise<void> {
    await this.#client.session.signOut({});
    this.#forget();
  }

  /** Covers the screen at once; the host hears of it if it can. */
  async lock(): Promise<void> {
    if (this.#phase !== 'signed-in' || this.#seat !== 'active') return;
    this.#seat = 'locked';
    await this.#client.session.lock({});
  }

  /** 临时签退 with its reason. Errors: counter/busy. */
  async leave(reason: string): Promise<void> {
    await this.#client.session.leave({ commandId: newCommandId(), reason });
    this.#seat = 'away';
  }

  /** Back to work. Errors: session/wrong-password · session/account-locked. */
  async resume(password: string): Promise<void> {
    const { staff } = await this.#client.session.resume({ password });
    this.#staff = staff;
    await this.#loadSettings();
    this.#lastActivityAt = Date.now();
    this.#seat = 'active';
  }

  /** What the session makes of a refused call. */
  heed(code: string): void {
    if (code === 'session/required' && this.#phase === 'signed-in') this.#forget();
    if (code === 'session/locked' && this.#seat === 'active') {
      this.#seat = 'locked';
      void this.restore();
    }
  }

  /** Watches for idleness until the returned function is called. */
  watchIdleness(): () => void {
    const onActivity = () => this.#noteActivity();
    const events = ['pointerdown', 'keydown', 'wheel'] as const;
    for (const name of events) addEventListener(name, onActivity, { passive: true });
    const timer = setInterval(() => this.#lockIfIdle(), 5_000);
    return () => {
      clearInterval(timer);
      for (const name of events) removeEventListener(name, onActivity);
    };
  }

  get #client() {
    return this.#link().client;
  }

  async #loadSettings(): Promise<void> {
    this.#settings = await this.#client.store.settings({});
  }

  #noteActivity(): void {
    this.#lastActivityAt = Date.now();
    if (this.#slot !== 'staff' || this.#phase !== 'signed-in' || this.#seat !== 'active') return;
    if (this.#lastActivityAt - this.#lastTouchAt < TOUCH_EVERY_MS) return;
    this.#lastTouchAt = this.#lastActivityAt;
    this.#client.session.touch({}).catch(() => {
      // The host locks by its own clock; a lost touch is shown by the link state already.
    });
  }

  #lockIfIdle(): void {
    if (this.#slot !== 'staff' || !this.#settings) return;
    if (Date.now() - this.#lastActivityAt < this.#settings.idleLockMinutes * 60_000) return;
    this.lock().catch(() => {
      // Already covered on this screen; the host's own idle lock covers the rest.
    });
  }

  #keep(token: string, staff: Staff): void {
    storageOf(this.#slot).setItem(keyOf(this.#slot), token);
    this.#token = token;
    this.#staff = staff;
    this.#seat = 'active';
    this.#lastActivityAt = Date.now();
  }

  #forget(): void {
    storageOf(this.#slot).removeItem(keyOf(this.#slot));
    this.#clear(null);
  }

  #clear(token: string | null): void {
    this.#token = token;
    this.#staff = null;
    this.#settings = null;
    this.#seat = 'active';
    this.#phase = token === null ? 'signed-out' : 'restoring';
  }
}
