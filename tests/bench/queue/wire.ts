/**
 * A WebSocket client light enough not to be what is measured: it speaks oRPC's wire format by hand and reads of an answer only
 * what the load needs. Format: @orpc/standard-server-peer 1.16, request `{i, p: {u, b: {json}, h}}`, answer `{i, p: {s?, b}}`,
 * stream event `{i, t: 3, p: {d}}`. The bare floor server speaks the same, so that one load drives both.
 */
import { once } from 'node:events';
import { WebSocket } from 'ws';

export type WireClient = {
  /** Calls `/area/verb` and answers with the output's JSON. @throws Error with the answer's text when it is refused. */
  call(path: string, input: unknown): Promise<unknown>;
  /** Subscribes to a stream and hands over the raw text of each event. */
  watch(path: string, onEvent: (text: string) => void): void;
  /** Bearer token of all further calls. */
  signedIn(token: string): void;
  close(): void;
};

type Answer = { readonly i: string; readonly t?: number; readonly p: { readonly s?: number; readonly b?: { readonly json?: unknown } } };
type Waiting = { resolve(output: unknown): void; reject(error: Error): void };

/** @param url `http://127.0.0.1:N` of the host. */
export async function connect(url: string): Promise<WireClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`);
  const waiting = new Map<string, Waiting>();
  let headers: Record<string, string> = {};
  let last = 0;
  let onEvent: ((text: string) => void) | null = null;

  function send(path: string, input: unknown): string {
    last += 1;
    socket.send(JSON.stringify({ i: String(last), p: { u: path, b: { json: input }, h: headers } }));
    return String(last);
  }

  socket.on('message', (bytes) => {
    const text = String(bytes);
    if (onEvent && text.includes('"t":3', 0)) return onEvent(text);
    // Our own server's answer to our own request, in the format above.
    const answer = JSON.parse(text) as Answer;
    const call = waiting.get(answer.i);
    waiting.delete(answer.i);
    if (answer.p.s === undefined) call?.resolve(answer.p.b?.json);
    else call?.reject(new Error(text));
  });
  await once(socket, 'open');
  return {
    call: (path, input) =>
      new Promise((resolve, reject) => {
        waiting.set(send(path, input), { resolve, reject });
      }),
    watch(path, listener) {
      onEvent = listener;
      send(path, {});
    },
    signedIn(token) {
      headers = { authorization: `Bearer ${token}` };
    },
    close: () => socket.terminate(),
  };
}

/** So many connected clients, all under one session of `account` where one is given. */
export async function connectAll(url: string, count: number, account?: string): Promise<readonly WireClient[]> {
  const clients = await Promise.all(Array.from({ length: count }, () => connect(url)));
  if (account === undefined) return clients;
  const output = await clients[0]?.call('/session/signIn', { account, password: 'demo' });
  // session.signIn's output, see core/session/contract.ts.
  const { token } = output as { readonly token: string };
  for (const client of clients) client.signedIn(token);
  return clients;
}
