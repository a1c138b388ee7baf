import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ClientOptions, WebSocket, WebSocketServer } from 'ws';
import { createSocketCheck, SOCKET_BACKLOG_BYTES } from './live-sockets.ts';

let server: WebSocketServer;
let check: () => void;
beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  check = createSocketCheck(server.clients);
});
afterEach(async () => {
  for (const client of server.clients) client.terminate();
  await new Promise((resolve) => server.close(resolve));
});

/** Both ends of a new connection. */
async function pair(options: ClientOptions = {}): Promise<{ here: WebSocket; peer: WebSocket }> {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server listens on TCP');
  const accepted = once(server, 'connection');
  const peer = new WebSocket(`ws://127.0.0.1:${address.port}`, options);
  await once(peer, 'open');
  const [here]: WebSocket[] = await accepted;
  if (here === undefined) throw new Error('No connection');
  return { here, peer };
}

test('a peer that answers pings stays, one that does not is ended at the next check', async () => {
  const [answering, mute] = [await pair(), await pair({ autoPong: false })];
  for (let time = 0; time < 3; time += 1) {
    const heard = once(answering.here, 'pong');
    if (time === 1) {
      const gone = once(mute.here, 'close');
      check();
      await gone;
    } else check();
    await heard;
  }
  expect(answering.here.readyState).toBe(WebSocket.OPEN);
  expect(mute.here.readyState).toBe(WebSocket.CLOSED);
});

test('a peer that reads nothing is ended once too much waits for it', async () => {
  const { here, peer } = await pair();
  peer.pause();
  const picture = 'x'.repeat(65_536);
  // What the operating system takes does not wait here.
  for (let sent = 0; sent < 1000 && here.bufferedAmount <= SOCKET_BACKLOG_BYTES; sent += 1) here.send(picture);
  expect(here.bufferedAmount).toBeGreaterThan(SOCKET_BACKLOG_BYTES);
  const gone = once(here, 'close');
  check();
  await gone;
  expect(server.clients.size).toBe(0);
  peer.terminate();
});

test('a slow peer with little waiting is left alone', async () => {
  const { here, peer } = await pair();
  peer.pause();
  here.send('x'.repeat(65_536));
  check();
  const heard = once(here, 'pong');
  peer.resume();
  await heard;
  check();
  expect(here.readyState).toBe(WebSocket.OPEN);
});
