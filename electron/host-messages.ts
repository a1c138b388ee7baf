/**
 * What the shell and the store host's process tell each other. Business never passes here: it goes over the MessagePorts that
 * travel with `attach`.
 *
 *   shell ── start {options, keySecret} ─▶ host      host ── ready {url} │ failed {message} ─▶ shell
 *   shell ── attach + one port per page ─▶ host
 *   shell ── close ─▶ host, which exits when everything is on disk
 */

/** How the store host is started: its data folder, HTTP port (0 = any), whether the store's network may reach it, demo store. */
export type HostSettings = {
  readonly data: string;
  readonly port: number;
  readonly lan: boolean;
  readonly demo: boolean;
};

export type ToHost =
  | { readonly kind: 'start'; readonly settings: HostSettings; readonly keySecret: Uint8Array | null }
  | { readonly kind: 'attach' }
  | { readonly kind: 'close' };

export type FromHost =
  | { readonly kind: 'ready'; readonly url: string }
  /** The host cannot start as things are: broken store.json, data folder in use, newer database … */
  | { readonly kind: 'failed'; readonly message: string };

/** Reads a message of the host's process; `undefined` for anything that is none. */
export function readFromHost(message: unknown): FromHost | undefined {
  if (typeof message !== 'object' || message === null || !('kind' in message)) return undefined;
  if (message.kind === 'ready' && 'url' in message && typeof message.url === 'string' && URL.canParse(message.url)) {
    return { kind: 'ready', url: message.url };
  }
  if (message.kind === 'failed' && 'message' in message && typeof message.message === 'string') {
    return { kind: 'failed', message: message.message };
  }
  return undefined;
}
