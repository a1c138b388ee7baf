/** A jammed cutter over a real cable: the job is held, and goes on at a person's word only. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { follow } from '../parts/follow.ts';
import { httpCaller, makeStoreFolder, openSocket, runHost, signIn } from '../parts/running-host.ts';

const simulator = { type: 'simulator' } as const;
const dispenser = { protocol: 'modbus-panel', transport: simulator, printer: { protocol: 'escpos-58', transport: simulator } };

test('a ticket held by a jammed cutter is printed once a person cleared it and said so', async () => {
  const folder = makeStoreFolder({ devices: [{ name: 'dispenser', kind: 'QueueDispenser', ...dispenser }] });
  const host = await runHost(folder);
  const { token } = await signIn(host.url, 'lobby');
  const lobby = httpCaller(host.url, token);
  const socket = await openSocket(host.url, token);
  const devices = follow(await socket.client.devices.watch({}));
  const jobIn = (state: string) => devices.until(({ jobs }) => jobs.some((job) => job.state === state));
  await devices.until((picture) => picture.devices.every(({ connection }) => connection === 'online'));

  await lobby('bench.act', { device: 'dispenser', action: { do: 'set-cutter', jammed: true } });
  await lobby('queue.issue', { commandId: randomUUID(), service: 'A', dispenser: 'dispenser' });
  expect((await jobIn('held')).jobs).toMatchObject([{ reason: 'cutter-error' }]);

  await lobby('bench.act', { device: 'dispenser', action: { do: 'set-cutter', jammed: false } });
  await lobby('devices.recover', { commandId: randomUUID(), device: 'dispenser' });
  expect((await jobIn('printed')).jobs).toHaveLength(1);

  socket.close();
  await host.close();
  expect(host.logged).toEqual([]);
  folder.remove();
});
