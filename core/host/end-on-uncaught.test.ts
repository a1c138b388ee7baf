import { spawnSync } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CLOSE_DEADLINE_MS, endOnUncaught } from './end-on-uncaught.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout'] }));
afterEach(() => void vi.useRealTimers());

function setUp(close: () => Promise<void> | undefined) {
  const happened: string[] = [];
  const process = new EventEmitter();
  endOnUncaught({ log: (line) => happened.push(line), close, process, exit: (code) => happened.push(`exit ${code}`) });
  return { happened, process };
}

test.each(['uncaughtException', 'unhandledRejection'])('after an %s the store is closed before the process ends with 1', async (event) => {
  const { happened, process } = setUp(async () => void happened.push('closed'));
  process.emit(event, new Error('nobody caught me'));
  await turn();
  expect(happened).toEqual([expect.stringMatching(/nobody caught me\n +at /), 'closed', 'exit 1']);
});

test('a store that does not close in time does not keep the process', async () => {
  const { happened, process } = setUp(() => new Promise(() => undefined));
  process.emit('uncaughtException', new Error('first'));
  await turn();
  expect(happened).toHaveLength(1);
  vi.advanceTimersByTime(CLOSE_DEADLINE_MS);
  expect(happened.at(-1)).toBe('exit 1');
});

test('a close that fails is told, and the process ends all the same', async () => {
  const { happened, process } = setUp(() => Promise.reject(new Error('disk gone')));
  process.emit('uncaughtException', new Error('first'));
  process.emit('uncaughtException', new Error('second'));
  await turn();
  expect(happened).toEqual([expect.stringContaining('first'), expect.stringContaining('disk gone'), 'exit 1']);
});

test('a real process ends with 1 and says why, also before a store is open', () => {
  vi.useRealTimers();
  const module = pathToFileURL(join(import.meta.dirname, 'end-on-uncaught.ts')).href;
  const script = `const { endOnUncaught } = await import(${JSON.stringify(module)});
    endOnUncaught({ log: (line) => process.stderr.write(line), close: () => undefined });
    setInterval(() => undefined, 1000);
    Promise.reject(new Error('a lost promise'));`;
  const { status, stderr } = spawnSync(process.execPath, [
    '--disable-warning=ExperimentalWarning',
    '--input-type=module',
    '--eval',
    script,
  ]);
  expect([status, String(stderr)]).toEqual([1, expect.stringContaining('a lost promise')]);
});
