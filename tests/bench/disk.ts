/** Where the benchmarks keep their stores: on a real disk, or said so. */
import { mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { progress } from './report.ts';

/** File system that lives in memory: statfs(2), TMPFS_MAGIC. */
const TMPFS_MAGIC = 0x01021994;

/**
 * The folder benchmarks work in.
 * @param given From `--data`; default a folder under the system's temporary one.
 */
export function benchFolder(given: string | undefined): string {
  const folder = path.resolve(given ?? path.join(tmpdir(), 'tingtai-bench'));
  mkdirSync(folder, { recursive: true });
  if (statfsSync(folder).type === TMPFS_MAGIC) {
    progress(`${folder} is in memory: a flush costs nothing there and the figures are too good. Give a folder on a disk with --data.`);
  }
  return folder;
}

/** Runs `work` in a new folder inside `parent` and takes it away afterwards. */
export async function inFreshFolder<T>(parent: string, work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(parent, 'run-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
