/**
 * A store of its own for one spec file: the hub as a person starts it, in a process of its own, on a fresh demo store with
 * simulated devices. What the host complains about on stderr fails the spec when the store is closed.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../core/cli/project-root.ts';
import { runScript, type ToolResult } from '../../core/cli/run-tool.ts';
import { callHost, type HostCall } from './host-call.ts';

/** A first start makes the demo store and, when somebody changed a screen, builds the screens; ms. */
const START_TIMEOUT_MS = 60_000;

const hub = path.join(projectRoot, 'core', 'cli', 'hub.ts');

/** What helpers of the screens need of a store. */
export type RunningStore = Pick<StoreUnderTest, 'url' | 'as'>;

export type StoreUnderTest = {
  /** `http://127.0.0.1:N`; the same after every restart. */
  readonly url: string;
  /** Its data folder. */
  readonly data: string;
  /** Signs a demo account in over HTTP, without a counter, and hands out its calls. */
  as(account: string): Promise<HostCall>;
  /** Ends the host the hard way, as pulling the plug does. Resolves when the process is gone. */
  kill(): Promise<void>;
  /** Starts the host again on the same folder and port. */
  restart(): Promise<void>;
  /** Closes the host as Ctrl-C does, before `verify`. Safe to call twice. */
  stop(): Promise<void>;
  /** `npm run verify` on the data folder. */
  verify(): Promise<ToolResult>;
  /** Stops the host if it still runs and removes the folder. Throws when the host complained or did not end cleanly. */
  close(): Promise<void>;
};

/** Starts a demo store on a free port and resolves when it takes calls. */
export async function startStore(): Promise<StoreUnderTest> {
  const data = mkdtempSync(path.join(tmpdir(), 'tingtai-e2e-'));
  let host = await startHub(data, 0);
  const { url } = host;
  const port = Number(new URL(url).port);
  const complaints: string[] = [];

  async function stop(): Promise<void> {
    complaints.push(...(await host.end('SIGTERM')));
  }

  return {
    url,
    data,
    async as(account) {
      const { token } = await callHost(url, null)('session', 'signIn', { account, password: 'demo' });
      return callHost(url, token);
    },
    async kill() {
      await host.end('SIGKILL');
    },
    async restart() {
      host = await startHub(data, port);
    },
    stop,
    verify: () => runScript(path.join(projectRoot, 'core', 'cli', 'verify.ts'), ['--data', data]),
    async close() {
      await stop();
      rmSync(data, { recursive: true, force: true });
      if (complaints.length > 0) throw new Error(`The host complained:\n${complaints.join('\n')}`);
    },
  };
}

type Hub = {
  readonly url: string;
  /** Sends the signal, waits for the end of the process, and answers what it had to complain about. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<readonly string[]>;
};

async function startHub(data: string, port: number): Promise<Hub> {
  const args = ['--disable-warning=ExperimentalWarning', hub, '--data', data, '--port', String(port), '--demo'];
  const child = spawn(process.execPath, args, { cwd: projectRoot, stdio: ['ignore', 'pipe', 'pipe'] });
  const complaints: string[] = [];
  createInterface(child.stderr).on('line', (line) => complaints.push(line));
  const url = await readyUrl(child, complaints);
  // Until then it may have told about a build of the screens, which is nobody's fault here.
  complaints.length = 0;
  return {
    url,
    async end(signal) {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = once(child, 'close');
        child.kill(signal);
        await ended;
        if (signal === 'SIGTERM' && child.exitCode !== 0) complaints.push(`the host ended with ${child.exitCode ?? child.signalCode}`);
      }
      return complaints.splice(0);
    },
  };
}

/** Waits for the line `ready http://…`. Throws with what the host said instead. */
function readyUrl(
  child: ChildProcess & { readonly stdout: NonNullable<ChildProcess['stdout']> },
  complaints: readonly string[],
): Promise<string> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`The host was not ready within ${START_TIMEOUT_MS / 1000} s.\n${complaints.join('\n')}`));
    }, START_TIMEOUT_MS);
    createInterface(child.stdout).on('line', (line) => {
      if (!line.startsWith('ready ')) return;
      clearTimeout(timer);
      resolve(line.slice('ready '.length));
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      reject(new Error(`The host ended with ${code} before it was ready.\n${complaints.join('\n')}`));
    });
  });
}
