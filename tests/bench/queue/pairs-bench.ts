/** Pairs in this process and over WebSockets, each beside its floor. Ours and the floor take turns: a disturbance meets both. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type ReadyChild, startChild } from '../child.ts';
import { progress, report } from '../report.ts';
import { median, percentile } from '../statistics.ts';
import { openFloor } from './floor.ts';
import { COUNTERS, largeHall, WAITING } from './hall.ts';
import { openInProcessLoad } from './in-process.ts';
import { bareVerbs, hostVerbs } from './over-socket.ts';
import { type PairsMeasured, type QueueVerbs, runPairs } from './pairs.ts';
import { connectAll } from './wire.ts';

const CLIENTS = [1, 8, 32] as const;
/** Clients over WebSockets. */
const SOCKETS = 32;
const TURNS = 3;
const TURN_MS = 1000;
const WARM_UP_MS = 500;

/** Ours and the floor over all turns. */
type Beside = { readonly ours: PairsMeasured[]; readonly floor: PairsMeasured[] };

/** With the commands that shared a commit, and CPU microseconds a pair: the figure that other work on the machine disturbs least. */
type InProcess = Beside & { readonly perCommit: number[]; readonly cpu: number[]; readonly floorCpu: number[] };

export async function benchPairsInProcess(folder: string): Promise<void> {
  const load = await openInProcessLoad(folder);
  const floor = openFloor(folder);
  const oneByOne: PairsMeasured[] = [];
  const sides = new Map<number, InProcess>(
    CLIENTS.map((clients) => [clients, { ours: [], floor: [], perCommit: [], cpu: [], floorCpu: [] }]),
  );
  await load.run(SOCKETS, WARM_UP_MS);
  floor.run(1, WARM_UP_MS);
  for (let turn = 1; turn <= TURNS; turn += 1) {
    progress(`  in process, turn ${turn} of ${TURNS}`);
    oneByOne.push(floor.run(1, TURN_MS));
    for (const [clients, side] of sides) {
      const before = process.cpuUsage();
      const measured = await load.run(clients, TURN_MS);
      side.cpu.push(cpuPerPair(before, measured));
      side.ours.push(measured);
      side.perCommit.push(measured.commandsPerCommit);
      const floorBefore = process.cpuUsage();
      const bare = floor.run(Math.round(measured.commandsPerCommit), TURN_MS);
      side.floorCpu.push(cpuPerPair(floorBefore, bare));
      side.floor.push(bare);
    }
  }
  load.finish();
  floor.close();
  for (const [clients, side] of sides) {
    const name = `queue.pairs.inProcess.clients${clients}`;
    reportPairs(name, side);
    report({ name: `${name}.cpu`, value: median(side.cpu), unit: 'µs', reference: median(side.floorCpu) });
    report({ name: `${name}.commandsPerCommit`, value: median(side.perCommit), unit: 'commands', reference: null });
    if (clients > 1) {
      report({ name: `${name}.besideOneCommitPerCommand`, value: rate(side.ours), unit: 'pairs/s', reference: rate(oneByOne) });
    }
  }
}

export async function benchPairsOverSockets(folder: string): Promise<void> {
  const ourFolder = path.join(folder, 'socket-pairs');
  mkdirSync(ourFolder, { recursive: true });
  writeFileSync(path.join(ourFolder, 'store.json'), largeHall());
  const host = await startChild('tests/bench/queue/host-process.ts', [ourFolder]);
  const bare = await startChild('tests/bench/queue/bare-server.ts', [folder, '1']);
  try {
    const ours = (await connectAll(host.address, SOCKETS, 'lobby')).map(hostVerbs);
    await fillHall(host, ours);
    const floors = (await connectAll(bare.address, SOCKETS)).map(bareVerbs);
    const side: Beside = { ours: [], floor: [] };
    await runPairs(ours, WARM_UP_MS);
    await runPairs(floors, WARM_UP_MS);
    for (let turn = 1; turn <= TURNS; turn += 1) {
      progress(`  over WebSockets, turn ${turn} of ${TURNS}`);
      side.ours.push(await runPairs(ours, TURN_MS));
      side.floor.push(await runPairs(floors, TURN_MS));
    }
    reportPairs(`queue.pairs.webSocket.clients${SOCKETS}`, side);
  } finally {
    await host.end();
    await bare.end();
  }
}

/** Opens every counter and lets the first visitors in. */
async function fillHall(host: ReadyChild, clients: readonly QueueVerbs[]): Promise<void> {
  const [manager] = await connectAll(host.address, 1, 'lobby');
  for (let counter = 1; counter <= COUNTERS; counter += 1) {
    await manager?.call('/counters/setState', { commandId: randomUUID(), counter, state: 'open' });
  }
  manager?.close();
  for (let n = 0; n < WAITING; n += 1) await clients[0]?.issue(1);
}

function reportPairs(name: string, { ours, floor }: Beside): void {
  report({ name, value: rate(ours), unit: 'pairs/s', reference: rate(floor) });
  for (const [label, share] of [
    ['p50', 0.5],
    ['p99', 0.99],
  ] as const) {
    report({ name: `${name}.${label}`, value: latency(ours, share), unit: 'ms', reference: latency(floor, share) });
  }
}

/** User and system time since `before`, clearing included on both sides, in µs. */
function cpuPerPair(before: NodeJS.CpuUsage, { pairs }: PairsMeasured): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / pairs;
}

/** Median of the turns. */
function rate(turns: readonly PairsMeasured[]): number {
  return median(turns.map((turn) => turn.pairsPerSecond));
}

/** Over the pairs of all turns. */
function latency(turns: readonly PairsMeasured[], share: number): number {
  return percentile(
    turns.flatMap((turn) => turn.latenciesMs),
    share,
  );
}
