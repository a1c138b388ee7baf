/**
 * `npm run bench [-- NAME …] [--data DIR]`: measures the store on this machine's disk beside bare floors measured in the
 * same run. One JSON object a line on stdout (see report.ts), progress on stderr. What each figure means: docs/benchmarks.md.
 */
import { parseArgs } from 'node:util';
import { benchFolder } from './disk.ts';
import { progress } from './report.ts';

/** Each measures into the given folder and reports its figures. Loaded when asked for: `start` needs no load client. */
const BENCHMARKS: Readonly<Record<string, (folder: string) => Promise<void>>> = {
  queue: async (folder) => (await import('./queue/bench.ts')).benchQueue(folder),
  start: async (folder) => (await import('./start/bench.ts')).benchStart(folder),
};

const { values, positionals } = parseArgs({ options: { data: { type: 'string' } }, allowPositionals: true });
const unknown = positionals.filter((name) => !(name in BENCHMARKS));
if (unknown.length > 0) {
  progress(`There is no benchmark ${unknown.join(', ')}; there are ${Object.keys(BENCHMARKS).join(', ')}.`);
  process.exit(2);
}
const folder = benchFolder(values.data);
for (const [name, bench] of Object.entries(BENCHMARKS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const startedAt = performance.now();
  progress(`${name} …`);
  await bench(folder);
  progress(`${name}: ${Math.round((performance.now() - startedAt) / 1000)} s`);
}
