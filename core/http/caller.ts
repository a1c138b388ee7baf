/** What a request says of where it comes from. Pure. */

export type CallSource = {
  /** From this machine over loopback. */
  readonly isLocal: boolean;
  readonly stationKey: string | null;
};

type Headers = { readonly cookie?: string | undefined; readonly 'x-station-key'?: string | string[] | undefined };

/** Token of an `Authorization: Bearer …` header. */
export function bearerOf(header: string | null): string | null {
  return /^Bearer ([\w-]{1,200})$/.exec(header ?? '')?.[1] ?? null;
}

/** Station key from its header (programs) or its cookie (browsers). */
export function stationKeyOf(headers: Headers): string | null {
  const header = headers['x-station-key'];
  if (typeof header === 'string') return header;
  return /(?:^|;\s*)tingtai-station=([\w-]{1,200})/.exec(headers.cookie ?? '')?.[1] ?? null;
}

/**
 * Whether the Host header may reach us. A browser on this machine must name it by a loopback name or an address: a foreign
 * name that resolves to 127.0.0.1 is a page elsewhere trying to look like us (DNS rebinding). From the network any name
 * may, there the station key decides.
 */
export function isAllowedHost(host: string | undefined, isLocal: boolean): boolean {
  if (!isLocal) return true;
  const name = (host ?? '').replace(/:\d+$/, '');
  return name === 'localhost' || /^\d{1,3}(\.\d{1,3}){3}$/.test(name) || /^\[[\da-f:.]+\]$/i.test(name);
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/** From this machine and not through a proxy on it: what a proxy passes on comes from the network. */
export function isFromThisMachine(remoteAddress: string | undefined, headers: Readonly<Record<string, unknown>>): boolean {
  const isForwarded = headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined || headers.via !== undefined;
  return LOOPBACK.has(remoteAddress ?? '') && !isForwarded;
}

/** Pages of the host itself, and callers that are no pages (no Origin). */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}
