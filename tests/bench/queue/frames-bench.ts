/** From `queue.issue` to the frame on 50 watching clients at the end of a busy morning, beside the bare server's broadcast. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startChild } from '../child.ts';
import { progress, report } from '../report.ts';
import { percentile } from '../statistics.ts';
import { type FramesMeasured, measureFrames } from './frames.ts';
import { ordinaryHall, WAITING } from './hall.ts';
import { bareVerbs } from './over-socket.ts';
import { connectAll, type WireClient } from './wire.ts';

/** Visits served before the measurement: a board counts the whole day. 500,000 a year are 1,370 a day. */
const VISITS_BEFORE = 1000;
/** On a busy machine the morning is as long as it gets by then. */
const LONGEST_MORNING_MS = 15_000;
const CHANGES = 150;
/** Services that all four counters serve. */
const LETTERS = ['A', 'B'] as const;

export async function benchFrames(folder: string): Promise<void> {
  const ours = await measureHost(folder);
  const floor = await measureBare(folder, ours.frameLength);
  report({ name: 'queue.frame.bytes', value: ours.frameLength, unit: 'bytes', reference: floor.frameLength });
  for (const [label, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    const value = percentile(ours.latenciesMs, share);
    report({ name: `queue.frame.watchers50.${label}`, value, unit: 'ms', reference: percentile(floor.latenciesMs, share) });
  }
}

async function measureHost(folder: string): Promise<FramesMeasured> {
  const ourFolder = path.join(folder, 'frames');
  mkdirSync(ourFolder, { recursive: true });
  writeFileSync(path.join(ourFolder, 'store.json'), ordinaryHall());
  const host = await startChild('tests/bench/queue/host-process.ts', [ourFolder]);
  try {
    const clients = await connectAll(host.address, 4, 'lobby');
    progress(`  frames: a morning of ${VISITS_BEFORE} visits`);
    await liveTheMorning(clients);
    const [lobby] = clients;
    if (!lobby) throw new Error('no client');
    progress(`  frames: ${CHANGES} changes`);
    const change = {
      request: () => issue(lobby, 0),
      async undo() {
        await serveOne(lobby, 1);
        // queue.board's output, see core/queue/contract.ts.
        const { seq } = (await lobby.call('/queue/board', {})) as { readonly seq: number };
        return seq;
      },
    };
    return await measureFrames(host.address, change, CHANGES, 'lobby');
  } finally {
    await host.end();
  }
}

async function measureBare(folder: string, frameLength: number): Promise<FramesMeasured> {
  progress(`  frames: the bare server's ${CHANGES}`);
  const bareFolder = path.join(folder, 'bare-frames');
  mkdirSync(bareFolder);
  const bare = await startChild('tests/bench/queue/bare-server.ts', [bareFolder, String(frameLength)]);
  try {
    const [client] = (await connectAll(bare.address, 1)).map(bareVerbs);
    if (!client) throw new Error('no client');
    return await measureFrames(bare.address, { request: () => client.issue(1), undo: async () => 0 }, CHANGES);
  } finally {
    await bare.end();
  }
}

async function liveTheMorning(clients: readonly WireClient[]): Promise<void> {
  const endsAt = performance.now() + LONGEST_MORNING_MS;
  await Promise.all(
    clients.map(async (client, index) => {
      const counter = index + 1;
      await client.call('/counters/setState', { commandId: randomUUID(), counter, state: 'open' });
      for (let visit = 0; visit < VISITS_BEFORE / clients.length && performance.now() < endsAt; visit += 1) {
        await issue(client, visit);
        await serveOne(client, counter);
      }
    }),
  );
  const [lobby] = clients;
  for (let n = 0; n < WAITING; n += 1) if (lobby) await issue(lobby, n);
}

function issue(client: WireClient, n: number): Promise<unknown> {
  return client.call('/queue/issue', { commandId: randomUUID(), service: LETTERS[n % LETTERS.length] });
}

async function serveOne(client: WireClient, counter: number): Promise<void> {
  for (const verb of ['callNext', 'start', 'finish']) await client.call(`/queue/${verb}`, { commandId: randomUUID(), counter });
}
