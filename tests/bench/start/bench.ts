/**
 * `npm run bench -- start`: from the hub's command to its ready line, and the memory it takes, on a store with a year of data.
 * The year is made once and kept in the benchmark's folder; each run works on a copy of it with a morning of its own.
 */
import { cpSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildRenderer } from '../../../core/cli/build.ts';
import { dataFolder } from '../../../core/store/data-folder.ts';
import { type ReadyChild, startChild, timeToEnd } from '../child.ts';
import { inFreshFolder } from '../disk.ts';
import { connectAll } from '../queue/wire.ts';
import { progress, report } from '../report.ts';
import { median } from '../statistics.ts';
import { residentMegabytes } from './resident-memory.ts';
import { liveThisMorning } from './this-morning.ts';
import { yearFolder } from './year.ts';

const HUB = 'core/cli/hub.ts';
const BARE_OPEN = 'tests/bench/start/bare-open.ts';
const WARM_STARTS = 5;
const BOARDS = 60;
/** What the store promises (issue 2, "Must show"). */
const TARGET = { readyMs: 2_000, residentMb: 200 } as const;
const DROP_CACHES = '/proc/sys/vm/drop_caches';

/** Takes about two minutes with the making of the year, half a minute without. */
export async function benchStart(folder: string): Promise<void> {
  await buildRenderer();
  const year = await yearFolder(folder);
  await inFreshFolder(folder, async (fresh) => {
    const data = path.join(fresh, 'store');
    cpSync(year, data, { recursive: true });
    await liveThisMorning(data);
    const { database } = dataFolder(data);
    report({ name: 'start.database', value: statSync(database).size / 1e6, unit: 'MB', reference: null });
    await measureWarm(data, database);
    await measureCold(data, database);
  });
}

async function measureWarm(data: string, database: string): Promise<void> {
  const startHub = () => startChild(HUB, ['--data', data, '--port', '0']);
  await (await startHub()).end(); // warms up, and forgets the commands of a month ago
  const ready: number[] = [];
  const afterReady: number[] = [];
  const afterBoards: number[] = [];
  for (let start = 1; start <= WARM_STARTS; start += 1) {
    progress(`  start ${start} of ${WARM_STARTS}`);
    const hub = await startHub();
    ready.push(hub.readyMs);
    try {
      push(afterReady, residentMegabytes(hub.pid));
      await askForBoards(hub);
      push(afterBoards, residentMegabytes(hub.pid));
    } finally {
      await hub.end();
    }
  }
  const bareNode = await repeat(() => timeToEnd(['-e', '0']));
  const bareOpen = await repeat(() => timeToEnd([BARE_OPEN, database]));
  report({ name: 'start.ready', value: median(ready), unit: 'ms', reference: bareOpen });
  report({ name: 'start.ready.worst', value: Math.max(...ready), unit: 'ms', reference: bareOpen });
  report({ name: 'start.ready.besideBareNode', value: median(ready), unit: 'ms', reference: bareNode });
  report({ name: 'start.ready.besideTarget', value: median(ready), unit: 'ms', reference: TARGET.readyMs });
  if (afterReady.length === 0) {
    progress('  memory: this system has no /proc');
    return;
  }
  report({ name: 'start.resident', value: Math.max(...afterReady), unit: 'MB', reference: TARGET.residentMb });
  report({ name: 'start.resident.after60Boards', value: Math.max(...afterBoards), unit: 'MB', reference: TARGET.residentMb });
  const met = median(ready) <= TARGET.readyMs && Math.max(...afterBoards) <= TARGET.residentMb;
  progress(`  target of ${TARGET.readyMs} ms and ${TARGET.residentMb} MB: ${met ? 'met' : 'MISSED'}`);
}

async function measureCold(data: string, database: string): Promise<void> {
  if (!dropPageCache()) return;
  const hub = await startChild(HUB, ['--data', data, '--port', '0']);
  await hub.end();
  dropPageCache();
  const bareOpen = await timeToEnd([BARE_OPEN, database]);
  report({ name: 'start.ready.coldCache', value: hub.readyMs, unit: 'ms', reference: bareOpen });
}

async function askForBoards(hub: ReadyChild): Promise<void> {
  const [client] = await connectAll(hub.address, 1, 'lobby');
  for (let n = 0; n < BOARDS; n += 1) await client?.call('/queue/board', {});
  client?.close();
}

/** Linux only, and root only; says so and answers false otherwise. */
function dropPageCache(): boolean {
  try {
    writeFileSync(DROP_CACHES, '3');
    return true;
  } catch (error) {
    progress(`  no start with a cold cache: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

async function repeat(measure: () => Promise<number>): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < WARM_STARTS; n += 1) times.push(await measure());
  return median(times);
}

function push(list: number[], value: number | null): void {
  if (value !== null) list.push(value);
}
