/** A store on its network: other machines are strangers until they are paired. */
import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StoreHost } from '../../core/host.ts';
import { httpCaller, makeStoreFolder, openSocket, post, runHost, type StoreFolder, signIn } from '../parts/running-host.ts';

/** This machine as others on its network see it; undefined where it has no network. */
const outside = Object.values(networkInterfaces())
  .flat()
  .find((address) => address && address.family === 'IPv4' && !address.internal)?.address;

let folder: StoreFolder;
let host: StoreHost;
let url: string;
beforeAll(async () => {
  folder = makeStoreFolder();
  host = await runHost(folder, { lan: true });
  url = host.url.replace('127.0.0.1', outside ?? '127.0.0.1');
});
afterAll(async () => {
  await host.close();
  folder.remove();
});

const CREDENTIALS = JSON.stringify({ account: 'clerk1', password: 'demo' });

test('this machine needs no pairing, and shows the code', async () => {
  expect(host.pairingCode).toMatch(/^\d{6}$/);
  expect((await httpCaller(host.url, null)('store.welcome', {})).demo).toBe(true);
});

test('a call that a proxy on this machine passes on is a stranger’s', async () => {
  const { body } = await post(host.url, 'session.signIn', CREDENTIALS, { 'x-forwarded-for': '203.0.113.9' });
  expect(body).toMatchObject({ code: 'stations/pairing-required' });
});

describe.skipIf(outside === undefined)('from another machine (skipped where this one has no network)', () => {
  test('nothing but pairing is answered, not even a sign-in', async () => {
    for (const procedure of ['session.signIn', 'store.welcome', 'queue.board']) {
      expect(await post(url, procedure, CREDENTIALS)).toMatchObject({ status: 401, body: { code: 'stations/pairing-required' } });
    }
    const { token } = await signIn(host.url, 'clerk1');
    const stolen = await post(url, 'queue.board', '{}', { authorization: `Bearer ${token}` });
    expect(stolen.body).toMatchObject({ code: 'stations/pairing-required' });
  });

  test('a wrong code pairs nobody; the right one gives a key as answer and as cookie, and with it one works', async () => {
    const lobby = await signIn(host.url, 'lobby');
    const { code } = await lobby.call('stations.pairingCode', {});
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    expect((await post(url, 'stations.pair', JSON.stringify({ code: wrong, name: '2号' }))).body).toMatchObject({
      code: 'stations/wrong-code',
    });

    const response = await fetch(`${url}/api/stations/pair`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code, name: '2号' }),
    });
    const { stationKey } = (await response.json()) as { stationKey: string }; // By the contract.
    const cookie = response.headers.get('set-cookie') ?? '';
    expect(cookie).toContain(`tingtai-station=${stationKey}`);
    expect(cookie).toMatch(/HttpOnly; SameSite=Strict/);

    for (const headers of [{ 'x-station-key': stationKey }, { cookie: `tingtai-station=${stationKey}` }]) {
      expect((await post(url, 'session.signIn', CREDENTIALS, headers)).status).toBe(200);
    }
    expect((await post(url, 'session.signIn', CREDENTIALS, { 'x-station-key': `${stationKey}x` })).status).toBe(401);
    expect((await post(url, 'stations.pair', JSON.stringify({ code, name: '3号' }))).body).toMatchObject({ code: 'stations/wrong-code' });
  });

  test('a console that is removed is a stranger again, also over the socket it had open', async () => {
    const lobby = await signIn(host.url, 'lobby');
    const { code } = await lobby.call('stations.pairingCode', {});
    const { body } = await post(url, 'stations.pair', JSON.stringify({ code, name: '4号' }));
    const { stationKey } = body as { stationKey: string }; // By the contract.
    const key = { 'x-station-key': stationKey };
    const { token } = await signIn(host.url, 'clerk1');
    const socket = await openSocket(url, token, key);
    const boards = await socket.client.queue.watch({});
    await boards.next();

    const { stations } = await lobby.call('stations.list', {});
    const station = stations.find(({ name }) => name === '4号')?.id ?? '';
    await lobby.call('stations.remove', { commandId: randomUUID(), station });
    await expect(boards.next()).rejects.toMatchObject({ code: 'session/required' });
    await expect(socket.client.queue.board({})).rejects.toMatchObject({ code: 'stations/pairing-required' });
    expect((await post(url, 'session.signIn', CREDENTIALS, key)).body).toMatchObject({ code: 'stations/pairing-required' });
    expect((await lobby.call('stations.list', {})).stations.map(({ name }) => name)).not.toContain('4号');
    socket.close();
  });
});
