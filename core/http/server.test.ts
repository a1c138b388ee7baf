import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { makeStoreFolder, runHost, type StoreFolder } from '../../tests/parts/running-host.ts';
import type { StoreHost } from '../host.ts';

let folder: StoreFolder;
let host: StoreHost & { readonly logged: readonly string[] };
beforeAll(async () => {
  folder = makeStoreFolder();
  host = await runHost(folder);
});
afterAll(async () => {
  await host.close();
  folder.remove();
});

const isAlive = async () => (await fetch(`${host.url}/healthz`)).ok;

/** Sends lines as they are and gives the first line of the answer. */
async function firstLine(...lines: string[]): Promise<string> {
  const socket = connect(host.port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  const [data]: Uint8Array[] = await once(socket, 'data');
  socket.destroy();
  return (
    Buffer.from(data ?? [])
      .toString()
      .split('\r\n')[0] ?? ''
  );
}

const UPGRADE = [
  'Host: 127.0.0.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
];

test('an address that is none is not found, for a request as for a socket, and the host lives on', async () => {
  expect(await firstLine('GET // HTTP/1.1', 'Host: 127.0.0.1')).toContain('404');
  expect(await firstLine('GET // HTTP/1.1', ...UPGRADE)).toContain('404');
  const socket = new WebSocket(`${host.url.replace('http', 'ws')}//`);
  const [error] = await once(socket, 'error');
  expect(String(error)).toContain('404');
  expect(await isAlive()).toBe(true);
});

test('a refused peer that resets its connection harms nobody', async () => {
  for (let time = 0; time < 30; time += 1) {
    const socket = connect(host.port, '127.0.0.1');
    await once(socket, 'connect');
    await new Promise((resolve) => socket.write(`GET /other HTTP/1.1\r\n${UPGRADE.join('\r\n')}\r\n\r\n`, resolve));
    socket.resetAndDestroy();
    await once(socket, 'close');
  }
  expect(await isAlive()).toBe(true);
});

test('a refused peer that never hangs up is hung up on', async () => {
  const socket = connect({ port: host.port, host: '127.0.0.1', allowHalfOpen: true });
  socket.write(`GET /other HTTP/1.1\r\n${UPGRADE.join('\r\n')}\r\n\r\n`);
  socket.resume();
  await once(socket, 'end');
  // A byte to a connection that is gone is answered with a reset.
  const reset = once(socket, 'error');
  const writing = setInterval(() => socket.write('x'), 5);
  const [error] = await reset;
  clearInterval(writing);
  expect(error).toMatchObject({ code: expect.stringMatching(/ECONNRESET|EPIPE/) });
  expect(host.logged).toEqual([]);
});
