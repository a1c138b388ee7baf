/** The shell's keeper of the host process and the real store host, in two real processes; only Electron's fork is stood in for. */
import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ElectronParts } from '../../electron/electron-parts.ts';
import { createHostProcess, type HostProcess } from '../../electron/host-process.ts';
import { planned } from '../../electron/stand-in.ts';

type UtilityProcess = ReturnType<ElectronParts['utilityProcess']['fork']>;

const entry = path.resolve(import.meta.dirname, '..', '..', 'electron', 'host-entry.ts');
const parentPort = path.join(import.meta.dirname, 'utility-process.ts');

let folder: string;
let children: ChildProcess[];
let host: HostProcess | undefined;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tingtai-supervised-'));
  children = [];
});
afterEach(async () => {
  await host?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** As Electron's utilityProcess.fork: the host's entry in a process of its own, spoken to by messages. */
function forkHost(): UtilityProcess {
  const child = fork(entry, {
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', parentPort],
    serialization: 'advanced',
    stdio: 'ignore',
  });
  children.push(child);
  return planned<UtilityProcess>('UtilityProcess', {
    on: child.on.bind(child),
    once: child.once.bind(child),
    kill: () => child.kill('SIGKILL'),
    postMessage: (message: object) => child.send(message),
  });
}

/** Starts the host and answers with what it tells next, each time it is asked. */
function startHost(): () => Promise<string> {
  const told: string[] = [];
  let wake = () => {};
  const tell = (what: string) => {
    told.push(what);
    wake();
  };
  host = createHostProcess({
    utilityProcess: planned('utilityProcess', { fork: forkHost }),
    // No page asks for a port here; a call of undefined would fail the test.
    MessageChannelMain: undefined as never,
    // Waits before a restart end at once; only the limit for closing stays a real one.
    timers: {
      now: () => performance.now(),
      after: (delayMs, run) => {
        const timer = setTimeout(run, delayMs === 1_000 ? 0 : delayMs);
        return () => clearTimeout(timer);
      },
    },
    entry,
    settings: { data: path.join(folder, 'store'), port: 0, lan: false, demo: true },
    keySecret: null,
    onReady: (url) => tell(url),
    onGaveUp: (reason) => tell(`gave up: ${reason}`),
  });
  host.start();
  return async () => {
    while (told.length === 0) await new Promise<void>((resolve) => (wake = resolve));
    return told.shift() ?? '';
  };
}

const isHealthy = async (url: string) => (await fetch(new URL('/healthz', url))).ok;

test('a killed store host comes back at the same address, and closing it ends its process cleanly', async () => {
  const next = startHost();
  const url = await next();
  expect(await isHealthy(url)).toBe(true);
  children[0]?.kill('SIGKILL');
  expect(await next()).toBe(url);
  expect(await isHealthy(url)).toBe(true);
  await host?.close();
  expect(children.map(({ exitCode, signalCode }) => signalCode ?? exitCode)).toEqual(['SIGKILL', 0]);
}, 60_000);
