import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveFeed, type LiveFeed } from './live-feed.ts';

let made: number;
let feed: LiveFeed<number>;
beforeEach(() => {
  made = 0;
  feed = createLiveFeed({ make: () => ++made, heartbeatMs: 60_000 });
});
afterEach(() => {
  feed.close();
  vi.useRealTimers();
});

/** A change, and the end of the turn in which it happened. */
async function change(times = 1): Promise<void> {
  for (let time = 0; time < times; time += 1) feed.touch();
  await turn();
}

test('a watcher gets the picture at once, then after every change', async () => {
  const watcher = feed.watch(undefined);
  expect(await watcher.next()).toEqual({ done: false, value: 1 });
  const next = watcher.next();
  await change();
  expect(await next).toEqual({ done: false, value: 2 });
});

test('many changes of one turn make one picture, for all watchers the same', async () => {
  const watchers = [feed.watch(undefined), feed.watch(undefined), feed.watch(undefined)];
  await Promise.all(watchers.map((watcher) => watcher.next()));
  const before = made;
  const next = watchers.map((watcher) => watcher.next());
  await change(100);
  expect((await Promise.all(next)).map(({ value }) => value)).toEqual([before + 1, before + 1, before + 1]);
});

test('a slow watcher gets the newest picture, never a backlog', async () => {
  const slow = feed.watch(undefined);
  await slow.next();
  for (let time = 0; time < 5; time += 1) await change();
  expect((await slow.next()).value).toBe(made);
  const waiting = slow.next();
  await change();
  expect((await waiting).value).toBe(made);
});

test('without watchers no picture is made', async () => {
  await change(3);
  expect(made).toBe(0);
});

test('silence is broken by a heartbeat', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  const beating = createLiveFeed({ make: () => ++made, heartbeatMs: 5000 });
  const watcher = beating.watch(undefined);
  await watcher.next();
  const next = watcher.next();
  vi.advanceTimersByTime(5000);
  expect(await next).toEqual({ done: false, value: 2 });
  beating.close();
});

test('a picture that cannot be made is left out, told once for a streak, and the next good one arrives', async () => {
  let broken = false;
  const reported: unknown[] = [];
  const make = () => {
    if (broken) throw new Error('a damaged page');
    return ++made;
  };
  const fragile = createLiveFeed({ make, heartbeatMs: 60_000, report: (error) => reported.push(error) });
  const touched = () => {
    fragile.touch();
    return turn();
  };
  const watcher = fragile.watch(undefined);
  await watcher.next();
  const next = watcher.next();
  for (const streak of [1, 2]) {
    broken = true;
    for (let time = 0; time < 3; time += 1) await touched();
    expect(reported).toHaveLength(streak);
    broken = false;
    await touched();
  }
  expect(await next).toEqual({ done: false, value: 2 });
  fragile.close();
});

test('the first picture that cannot be made is its watcher’s error', async () => {
  const broken = createLiveFeed({
    make: () => {
      throw new Error('a damaged page');
    },
    heartbeatMs: 60_000,
  });
  await expect(broken.watch(undefined).next()).rejects.toThrow('a damaged page');
  broken.close();
});

test('an abort ends a waiting watcher, and it costs nothing afterwards', async () => {
  const leaving = new AbortController();
  const watcher = feed.watch(leaving.signal);
  await watcher.next();
  const next = watcher.next();
  leaving.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  const before = made;
  await change();
  expect(made).toBe(before);
});

test('closing the feed ends every watcher', async () => {
  const watcher = feed.watch(undefined);
  await watcher.next();
  const next = watcher.next();
  feed.close();
  expect(await next).toEqual({ done: true, value: undefined });
  expect((await feed.watch(undefined).next()).done).toBe(true);
});
