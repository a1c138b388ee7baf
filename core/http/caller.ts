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
 * Whether the Host header may reach us. On loopback only loopback names may: a foreign name that resolves to 127.0.0.1
 * is a page elsewhere trying to look like us (DNS rebinding). On the LAN any name may, the station key decides.
 */
export function isAllowedHost(host: string | undefined, lan: boolean): boolean {
  if (lan) return true;
  const name = (host ?? '').replace(/:\d+$/, '');
  return name === '127.0.0.1' || name === 'localhost' || name === '[::1]';
}

/** Pages of the host itself, and callers that are no pages (no Origin). */
export function isAllowedOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}
