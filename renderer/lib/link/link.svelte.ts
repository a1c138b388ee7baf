/** The link to the store host: one client, kept alive by itself. */
import { type ClientContext, type ClientLink, createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { Contract } from '../../../core/contract.ts';
import { pauseBefore } from './backoff.ts';
import { type Carrier, isDesktopShell, openPortCarrier, openSocketCarrier, receivePorts } from './carrier.ts';
import { HostError, hostErrorFrom } from './host-error.ts';

export type HostClient = ContractRouterClient<Contract>;
/** `connecting` only until the first success or failure; afterwards `live` or `lost`. */
export type LinkState = 'connecting' | 'live' | 'lost';

/** A followed stream without a frame for this long is stale, ms; the board comes at least every 10 s. */
const STALE_AFTER_MS = 15_000;
/** Pause before a refused subscription is tried again, ms. */
const RESUBSCRIBE_MS = 3_000;
/** A window of the desktop shell waits this long for its port before it takes the socket, ms. */
const PORT_WAIT_MS = 2_000;

export type FollowOptions = {
  /** Told true when no frame came for 15 s, false with the next frame. Only for streams that promise a heartbeat. */
  readonly onStale?: (stale: boolean) => void;
  /** Told the code each time the host refuses the stream; it is tried again all the same. */
  readonly onRefused?: (code: string) => void;
};

export class HostLink {
  #state = $state<LinkState>('connecting');
  #lostSince = $state<number | null>(null);
  #carrier: Carrier | null = null;
  #attempt = 0;
  #awaitedPort = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #first = Promise.withResolvers<void>();
  readonly #token: () => string | null;
  readonly #waiters = new Set<() => void>();

  /** Calls by area and verb. While the link is lost they fail at once with `link/lost`; nothing is queued. */
  readonly client: HostClient;
  /** Told the code of every refused call, so that the session can act on its end. */
  onDidRefuse: (code: string) => void = () => {};

  constructor(token: () => string | null) {
    this.#token = token;
    const link: ClientLink<ClientContext> = { call: (path, input, options) => this.#call(path, input, options) };
    this.client = createORPCClient(link);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Epoch ms by this screen's clock; null while live. */
  get lostSince(): number | null {
    return this.#lostSince;
  }

  /** Opens a new way in place of the present one: the host knows a socket by what it was opened with. */
  reopen(): void {
    this.#state = 'connecting';
    this.#openSocket();
  }

  /** Connects and keeps connected until the returned function is called; hand it to onMount. */
  run(): () => void {
    const headers = () => this.#headers();
    const stopPorts = receivePorts((port) => this.#adopt(openPortCarrier(port, headers)));
    const onOnline = () => this.#connect();
    window.addEventListener('online', onOnline);
    this.#connect();
    return () => {
      stopPorts();
      window.removeEventListener('online', onOnline);
      clearTimeout(this.#timer);
      this.#carrier?.close();
    };
  }

  /**
   * Follows a stream: subscribes, hands each frame on, subscribes again after the link was lost or the stream ended.
   * Returns what ends it; fit for onMount.
   */
  follow<T>(
    call: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
    onValue: (value: T) => void,
    options: FollowOptions = {},
  ): () => void {
    const ending = new AbortController();
    void this.#followUntil(ending.signal, call, onValue, options);
    return () => ending.abort();
  }

  async #followUntil<T>(
    signal: AbortSignal,
    call: (signal: AbortSignal) => Promise<AsyncIterable<T>>,
    onValue: (value: T) => void,
    { onStale, onRefused }: FollowOptions,
  ): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = () => {
      if (!onStale) return;
      clearTimeout(timer);
      onStale(false);
      timer = setTimeout(() => {
        onStale(true);
        this.#carrier?.close();
      }, STALE_AFTER_MS);
    };
    signal.addEventListener('abort', () => clearTimeout(timer));
    while (!signal.aborted) {
      await this.#untilLive(signal);
      try {
        for await (const value of await call(signal)) {
          if (signal.aborted) return;
          heard();
          onValue(value);
        }
      } catch (error) {
        if (signal.aborted) return;
        const { code } = hostErrorFrom(error);
        this.onDidRefuse(code);
        if (code !== 'link/lost') onRefused?.(code);
      }
      await pause(RESUBSCRIBE_MS, signal, (wake) => this.#waiters.add(wake));
    }
  }

  async #call(path: readonly string[], input: unknown, options: Parameters<ClientLink<ClientContext>['call']>[2]): Promise<unknown> {
    if (this.#state === 'connecting') await this.#first.promise;
    const carrier = this.#carrier;
    if (this.#state === 'lost' || !carrier) throw new HostError('link/lost');
    try {
      return await carrier.link.call(path, input, options);
    } catch (error) {
      const refusal = hostErrorFrom(error);
      this.onDidRefuse(refusal.code);
      throw refusal;
    }
  }

  #headers(): Record<string, string> {
    const token = this.#token();
    return token === null ? {} : { authorization: `Bearer ${token}` };
  }

  #connect(): void {
    if (this.#carrier) return;
    clearTimeout(this.#timer);
    if (isDesktopShell() && !this.#awaitedPort) {
      this.#awaitedPort = true;
      this.#timer = setTimeout(() => this.#connect(), PORT_WAIT_MS);
      return;
    }
    this.#openSocket();
  }

  #openSocket(): void {
    clearTimeout(this.#timer);
    const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/rpc`;
    this.#adopt(openSocketCarrier(url, () => this.#headers()));
  }

  #adopt(carrier: Carrier): void {
    this.#carrier?.close();
    this.#carrier = carrier;
    carrier.opened.then(
      () => this.#live(carrier),
      () => {},
    );
    void carrier.closed.then(() => this.#lost(carrier));
  }

  #live(carrier: Carrier): void {
    if (this.#carrier !== carrier) return;
    clearTimeout(this.#timer);
    this.#attempt = 0;
    this.#state = 'live';
    this.#lostSince = null;
    this.#settle();
  }

  #lost(carrier: Carrier): void {
    if (this.#carrier !== carrier) return;
    this.#carrier = null;
    this.#awaitedPort = false;
    if (this.#state !== 'lost') this.#lostSince = Date.now();
    this.#state = 'lost';
    this.#first.resolve();
    this.#retryLater();
  }

  #retryLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), pauseBefore(this.#attempt, Math.random()));
    this.#attempt += 1;
  }

  #settle(): void {
    this.#first.resolve();
    for (const wake of this.#waiters) wake();
    this.#waiters.clear();
  }

  async #untilLive(signal: AbortSignal): Promise<void> {
    while (this.#state !== 'live' && !signal.aborted) await pause(null, signal, (wake) => this.#waiters.add(wake));
  }
}

/** Waits `ms` (null = for ever), or until aborted, or until the handed-out `wake` is called. */
function pause(ms: number | null, signal: AbortSignal, onWake: (wake: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = ms === null ? undefined : setTimeout(resolve, ms);
    const wake = () => {
      clearTimeout(timer);
      resolve();
    };
    signal.addEventListener('abort', wake, { once: true });
    onWake(wake);
  });
}
