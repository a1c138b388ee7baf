/**
 * Keeps one store host running in a utility process and gives every page its own MessagePort to it.
 *
 *   start ─▶ starting ─ready─▶ up ─exit─▶ waiting (back-off) ─▶ starting …
 *                │ failed before it was ever up, or too many crashes ─▶ given up, `onGaveUp` asks a person
 */
import type { MessageChannelMain, MessagePortMain, UtilityProcess } from 'electron';
import { decideAfterCrash, NO_CRASHES } from './crash-policy.ts';
import type { ElectronParts } from './electron-parts.ts';
import { type HostSettings, readFromHost, type ToHost } from './host-messages.ts';
import { PORT_CHANNEL } from './port-channel.ts';
import type { Timers } from './timers.ts';

/** Longest wait for the host to put everything on disk and exit, milliseconds; then its process is ended. */
export const CLOSE_TIMEOUT_MS = 5_000;

/** The page's side of a hand-over (a WebContents). */
export type PortReceiver = { postMessage(channel: string, message: unknown, transfer?: MessagePortMain[]): void };

export type HostProcessOptions = {
  readonly utilityProcess: ElectronParts['utilityProcess'];
  readonly MessageChannelMain: new () => MessageChannelMain;
  readonly timers: Timers;
  /** The built host-entry.js, absolute. */
  readonly entry: string;
  readonly settings: HostSettings;
  /** Secret the host wraps the store's key with, 32 bytes; null where the operating system keeps none. */
  readonly keySecret: Uint8Array | null;
  /** The host takes calls at `url`: first start and every start after a crash. */
  readonly onReady: (url: string) => void;
  /** The host will not be started again by itself; `reason` is what it said last, for the IT person. */
  readonly onGaveUp: (reason: string) => void;
};

export type HostProcess = {
  /** Starts the host; also starts it anew, with a clean record, after `onGaveUp`. */
  start(): void;
  /** Hands the page a fresh port to the host. False while the host is down: hand it over at the next `onReady`. */
  connect(page: PortReceiver): boolean;
  /** Ends the host for good: resolves when its process is gone, after at most `CLOSE_TIMEOUT_MS`. */
  close(): Promise<void>;
};

type State =
  | { readonly kind: 'down' }
  | { readonly kind: 'starting'; readonly child: UtilityProcess }
  | { readonly kind: 'up'; readonly child: UtilityProcess; readonly since: number }
  | { readonly kind: 'waiting'; readonly cancel: () => void };

/** Creates the keeper of the store host's process; nothing runs before `start`. */
export function createHostProcess(options: HostProcessOptions): HostProcess {
  const { timers } = options;
  let state: State = { kind: 'down' };
  let history = NO_CRASHES;
  let settings = options.settings;
  let wasEverUp = false;
  let closing: Promise<void> | undefined;
  let lastFailure: string | undefined;

  function launch(): void {
    const child = options.utilityProcess.fork(options.entry, [], { serviceName: 'Tingtai store host', stdio: 'inherit' });
    state = { kind: 'starting', child };
    lastFailure = undefined;
    child.on('message', (message: unknown) => {
      const told = readFromHost(message);
      if (told?.kind === 'failed') lastFailure = told.message;
      if (told?.kind === 'ready' && state.kind === 'starting' && state.child === child) becomeUp(child, told.url);
    });
    child.once('exit', (code) => {
      if (closing === undefined) handleCrash(lastFailure ?? `exit code ${code}`);
    });
    send(child, { kind: 'start', settings, keySecret: options.keySecret });
  }

  function becomeUp(child: UtilityProcess, url: string): void {
    state = { kind: 'up', child, since: timers.now() };
    wasEverUp = true;
    // Open pages belong to this address: the next host has to come up at the same one.
    settings = { ...settings, port: Number(new URL(url).port) || settings.port };
    options.onReady(url);
  }

  function handleCrash(reason: string): void {
    const now = timers.now();
    const upForMs = state.kind === 'up' ? now - state.since : 0;
    const decision = decideAfterCrash(history, now, upForMs);
    // What stopped the very first start (settings, a folder in use) does not heal by waiting: say it at once.
    if (decision.kind === 'give-up' || (!wasEverUp && lastFailure !== undefined)) {
      state = { kind: 'down' };
      options.onGaveUp(reason);
      return;
    }
    history = decision.history;
    state = { kind: 'waiting', cancel: timers.after(decision.delayMs, launch) };
  }

  return {
    start() {
      if (state.kind !== 'down' || closing !== undefined) return;
      history = NO_CRASHES;
      launch();
    },
    connect(page) {
      if (state.kind !== 'up') return false;
      const { port1, port2 } = new options.MessageChannelMain();
      send(state.child, { kind: 'attach' }, port1);
      page.postMessage(PORT_CHANNEL, null, [port2]);
      return true;
    },
    close() {
      if (state.kind === 'waiting') state.cancel();
      closing ??= state.kind === 'starting' || state.kind === 'up' ? end(state.child, timers) : Promise.resolve();
      state = { kind: 'down' };
      return closing;
    },
  };
}

/** Asks the host to close and waits for its exit; a host that does not answer in time is killed, which loses nothing acknowledged. */
function end(child: UtilityProcess, timers: Timers): Promise<void> {
  return new Promise((resolve) => {
    const cancel = timers.after(CLOSE_TIMEOUT_MS, () => {
      child.kill();
      resolve();
    });
    child.once('exit', () => {
      cancel();
      resolve();
    });
    send(child, { kind: 'close' });
  });
}

function send(child: UtilityProcess, message: ToHost, port?: MessagePortMain): void {
  child.postMessage(message, port === undefined ? [] : [port]);
}
