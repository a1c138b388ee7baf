/**
 * Pairs this machine. It goes over HTTP and not over the link, because only an HTTP answer can set the station key as a cookie
 * that no script may read.
 */
import { HostError } from '../lib/link/host-error.ts';

/**
 * Exchanges a code for the station key, kept as a cookie by the browser.
 * @throws HostError stations/wrong-code · stations/not-in-lan-mode · input/invalid · link/lost.
 */
export async function pair(input: { readonly code: string; readonly name: string }, send: typeof fetch = fetch): Promise<void> {
  const response = await send('/api/stations/pair', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(input),
  }).catch((cause: unknown) => {
    throw new HostError('link/lost', undefined, { cause });
  });
  if (!response.ok) throw await refusalOf(response);
}

/** A refusal has the shape `{code, message, data}`; anything else came from something between here and the host. */
async function refusalOf(response: Response): Promise<HostError> {
  const body: unknown = await response.json().catch(() => null);
  const isRefusal = typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';
  return new HostError(isRefusal ? String(body.code) : 'internal/failure');
}
