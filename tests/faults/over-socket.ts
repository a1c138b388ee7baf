import { ORPCError } from '@orpc/client';
import { CallRefused, openSocket, type SocketCaller } from '../parts/running-host.ts';
import type { Sending } from './stubborn-client.ts';

/** Sends over a socket, one per life of the host, as a kiosk does. */
export function createSocketSending(): Sending {
  let open: { readonly url: string; readonly caller: Promise<SocketCaller> } | null = null;
  return async (url, token, procedure, input) => {
    if (open?.url !== url) open = { url, caller: openSocket(url, token) };
    const { client, socket } = await open.caller;
    const [area = '', verb = ''] = procedure.split('.');
    const lost = new Promise<never>((_, reject) => socket.once('close', () => reject(new Error('The socket was lost'))));
    lost.catch(() => undefined);
    // By name, as the typed client's tree is laid out.
    const call = (client as unknown as Record<string, Record<string, (input: unknown) => Promise<never>>>)[area]?.[verb];
    if (!call || socket.readyState !== socket.OPEN) throw new Error('The socket was lost');
    try {
      return await Promise.race([call(input), lost]);
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code === 'ABORTED') throw error;
      throw new CallRefused(procedure, error.status, { code: error.code, message: error.message, data: error.data });
    }
  };
}
