import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { ConnectionState } from '../registry/device.ts';
import type { Transport, TransportFactory } from '../transport/transport.ts';
import type { BackOff } from './link.ts';
import type { Timing } from './timing.ts';

/** One stretch of being connected: everything that belongs to it ends when `signal` aborts, with the `device/offline` that ended it. */
export type Life = { readonly transport: Transport; readonly signal: AbortSignal };

export type StateChange = { readonly state: ConnectionState; readonly error: DeviceError | null };

/** Milliseconds to wait before attempt `attempt` (from 0). */
export function backOffMs(backOff: BackOff, attempt: number, random: number): number {
  const full = Math.min(backOff.maxMs, backOff.firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(full * (1 - backOff.jitter * random));
}

/**
 * Keeps a line open.
 *
 *   closed ──open──▶ connecting ──▶ online ──lost──▶ offline ──back-off──▶ (tries; stays offline until it works)
 *      ▲                 └────────failed──────────────▲ │
 *      └──────────────────────close─────────────────────┘
 */
export function createConnection(options: {
  readonly connect: TransportFactory;
  readonly timing: Timing;
  readonly backOff: BackOff;
  /** Sets up the framer of a new life; returns the receiver of its bytes. */
  readonly begin: (life: Life) => (chunk: Uint8Array) => void;
  readonly handshake: (life: Life) => Promise<void>;
}) {
  const changes = createEvent<StateChange>();
  let state: ConnectionState = 'closed';
  let attempt = 0;
  let cancelRetry: () => void = () => undefined;
  let current: { readonly transport: Transport; readonly end: AbortController } | null = null;

  function setState(next: ConnectionState, error: DeviceError | null): void {
    if (next === state && error === null) return;
    state = next;
    changes.emit({ state, error });
  }

  /** Ends the present life, if any; resolves when its port is free. */
  async function endLife(error: DeviceError): Promise<void> {
    const life = current;
    current = null;
    if (!life) return;
    life.end.abort(error);
    await life.transport.close();
  }

  function lose(error: DeviceError): void {
    if (!current) return;
    const freed = endLife(error);
    setState('offline', error);
    // The next try waits for the port to be free as well, or it would find it locked by ourselves.
    const retry = async () => {
      await freed;
      if (state === 'offline') await tryOnce();
    };
    cancelRetry = options.timing.clock.setTimeout(() => void retry(), backOffMs(options.backOff, attempt++, options.timing.random()));
  }

  async function tryOnce(): Promise<void> {
    const end = new AbortController();
    const transport = options.connect();
    const mine = { transport, end };
    const life: Life = { transport, signal: end.signal };
    current = mine;
    const receive = options.begin(life);
    transport.onData((chunk) => current === mine && receive(chunk));
    transport.onClose((error) => current === mine && lose(error));
    try {
      await transport.open();
      if (current === mine) await options.handshake(life);
      if (current !== mine) return;
      attempt = 0;
      setState('online', null);
    } catch (error) {
      if (current === mine) lose(asOffline(error));
    }
  }

  return {
    state: () => state,
    /** The present life while online. */
    life: (): Life | null => (current && state === 'online' ? { transport: current.transport, signal: current.end.signal } : null),
    onDidChange: changes.subscribe,
    open(): void {
      if (state !== 'closed') return;
      attempt = 0;
      setState('connecting', null);
      void tryOnce();
    },
    lose,
    async close(): Promise<void> {
      cancelRetry();
      setState('closed', null);
      await endLife(new DeviceError('device/offline', 'the device was closed'));
    },
  };
}

/** Whatever ended an attempt, callers of commands see `device/offline`, with the true reason as its cause. */
function asOffline(error: unknown): DeviceError {
  if (error instanceof DeviceError && error.code === 'device/offline') return error;
  return new DeviceError('device/offline', `could not connect: ${error instanceof Error ? error.message : String(error)}`, {}, error);
}
