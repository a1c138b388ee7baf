import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { makeStoreFolder, runHost, type StoreFolder } from '../../tests/parts/running-host.ts';

let folder: StoreFolder;
let host: Awaited<ReturnType<typeof runHost>>;
beforeAll(async () => {
  folder = makeStoreFolder();
  host = await runHost(folder);
});
afterAll(async () => {
  await host.close();
  folder.remove();
});

/** Sends one message as oRPC frames it (id, path, body) and answers with what comes back. */
function ask(message: object): Promise<{ p: { s: number; b: { json: unknown } } }> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}/rpc`);
    socket.once('error', reject);
    socket.once('open', () => socket.send(JSON.stringify(message)));
    socket.once('message', (data) => {
      socket.close();
      resolve(JSON.parse(String(data)));
    });
  });
}

test('an unknown procedure is refused over the socket in the one shape, with its stable code', async () => {
  const { p } = await ask({ i: '1', p: { u: 'http://orpc/queue/nope', b: { json: {} } } });
  expect(p).toMatchObject({ s: 404, b: { json: { code: 'procedure/unknown', message: expect.any(String), data: {} } } });
});

test('a message whose types cannot be read is input/invalid', async () => {
  const { p } = await ask({ i: '1', p: { u: 'http://orpc/store/welcome', b: { json: { x: 'y' }, meta: [[0, 'x', 'y', 'z']] } } });
  expect(p).toMatchObject({ s: 400, b: { json: { code: 'input/invalid' } } });
});
