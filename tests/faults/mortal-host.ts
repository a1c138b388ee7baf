/** Hosts that live one after the other on one data folder, each ended by SIGKILL. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TUESDAY_TEN } from '../parts/manual-clock.ts';

type Told = { readonly warm?: true; readonly ready?: string; readonly failed?: string };

export type Life = {
  /** Resolves with the address when it takes calls; rejects when it fails; never, when it is killed before. */
  readonly ready: Promise<string>;
  /** SIGKILL, and the process is gone. */
  kill(): Promise<void>;
  readonly pid: number;
};

export type MortalHosts = { begin(): Promise<Life>; close(): Promise<void> };

/** @param spares Processes kept warm: loading the program takes longer than the lives do. */
export function createMortalHosts(folder: string, spares = 2): MortalHosts {
  // Code compiled by the first is there for all: half of the time of loading.
  const compiled = mkdtempSync(join(tmpdir(), 'tingtai-compiled-'));
  // Every life has the same clock: it was ten in the morning when the first began, so no day turns under a test.
  const aheadMs = TUESDAY_TEN - Date.now();
  const warming: Promise<ChildProcess>[] = [];
  const alive = new Set<ChildProcess>();
  let closed = false;

  async function warmUp(): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, 'host-process.ts'), {
      execArgv: ['--disable-warning=ExperimentalWarning'],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled },
    });
    alive.add(child);
    child.once('exit', () => alive.delete(child));
    await once(child, 'message');
    return child;
  }

  function refill(): void {
    while (!closed && warming.length < spares) warming.push(warmUp());
  }

  refill();
  return {
    async begin() {
      const child = await (warming.shift() ?? warmUp());
      refill();
      const { promise: ready, resolve, reject } = Promise.withResolvers<string>();
      // Nobody may be waiting when a host that is to be killed while starting fails for another reason.
      ready.catch(() => undefined);
      child.on('message', (told: Told) => {
        if (told.ready !== undefined) resolve(told.ready);
        if (told.failed !== undefined) reject(new Error(told.failed));
      });
      child.send({ data: folder, aheadMs });
      return { ready, pid: child.pid ?? 0, kill: () => killed(child) };
    },
    async close() {
      closed = true;
      await Promise.allSettled(warming);
      await Promise.all([...alive].map(killed));
      rmSync(compiled, { recursive: true, force: true });
    },
  };
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}
