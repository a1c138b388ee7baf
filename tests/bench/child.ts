/** The other process of a benchmark: started on this very Node, waited for by its ready line, ended by name of its process. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { projectRoot } from '../../core/cli/project-root.ts';

export type ReadyChild = {
  readonly pid: number;
  /** What followed the word `ready` in its line. */
  readonly address: string;
  /** From spawn to the ready line. */
  readonly readyMs: number;
  /** SIGTERM, and waits for the end. */
  end(): Promise<void>;
};

/** A child that says nothing for so long will not say it any more. */
const READY_WITHIN_MS = 60_000;

/**
 * Starts a script and resolves with its `ready …` line.
 * @param script Path from the project's root.
 * @throws Error when it ends before or stays silent; what it wrote to stderr is shown as it comes.
 */
export async function startChild(script: string, args: readonly string[]): Promise<ReadyChild> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_WITHIN_MS);
  try {
    const address = await readyLine(child, script);
    const readyMs = performance.now() - startedAt;
    if (child.pid === undefined) throw new Error(`${script} has no process`);
    return { pid: child.pid, address, readyMs, end: () => end(child) };
  } finally {
    clearTimeout(timer);
  }
}

async function readyLine(child: ChildProcess, script: string): Promise<string> {
  if (!child.stdout) throw new Error(`${script} has no output`);
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.startsWith('ready ')) return line.slice('ready '.length);
  }
  throw new Error(`${script} ended before it was ready`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Runs a script of Node to its end; milliseconds from spawn to exit. */
export async function timeToEnd(args: readonly string[]): Promise<number> {
  const startedAt = performance.now();
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', ...args], { cwd: projectRoot, stdio: 'ignore' });
  await once(child, 'exit');
  if (child.exitCode !== 0) throw new Error(`node ${args.join(' ')} failed`);
  return performance.now() - startedAt;
}
