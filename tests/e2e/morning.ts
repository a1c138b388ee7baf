/**
 * A morning of the demo store, lived through by the host's own procedures on a clock that is moved by hand, so that the
 * pictures show people who have waited, counters that have served, and something to be done.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from '@playwright/test';
import { buildRenderer } from '../../core/cli/build.ts';
import { startHost } from '../../core/host.ts';
import { callHost, command, type HostCall } from './host-call.ts';
import type { RunningStore } from './store-under-test.ts';

/** From opening to the moment of the pictures, Shanghai. */
const BEGIN = '08:32';
const STEP_MINUTES = 3;
const STEPS = 37;
/** Who comes in at each step; shorter than the morning, so it is read round and round. */
const ARRIVALS = ['A', 'BA', 'C', 'AB', 'B', 'ZA', 'BC', 'A', 'AB', 'GB', 'A', 'BAC'];
/** More come than four counters can serve from this step on. */
const RUSH_FROM = 31;
const RUSH = ['ABAC', 'BACA', 'AGB', 'BAAC', 'ZABA', 'BA'];
const SEATS = [
  { account: 'clerk1', counter: 1 },
  { account: 'clerk2', counter: 2 },
  { account: 'duty', counter: 3 },
  { account: 'manager', counter: 4 },
] as const;

type Seat = { readonly call: HostCall; readonly counter: number; busyUntil: number | null };

export type Morning = RunningStore & {
  /** The host's time, epoch ms. */
  now(): number;
  close(): Promise<void>;
};

export async function liveMorning(): Promise<Morning> {
  const data = mkdtempSync(path.join(tmpdir(), 'tingtai-pictures-'));
  let aheadMs = Date.parse(`${shanghaiDay()}T${BEGIN}:00+08:00`) - Date.now();
  const now = () => Date.now() + aheadMs;
  const { folder: pages } = await buildRenderer();
  const host = await startHost({ data, port: 0, demo: true, pages, clock: { now }, log: (line) => process.stderr.write(`${line}\n`) });
  const signIn = async (account: string, counter?: number) => {
    const { token } = await callHost(host.url, null)('session', 'signIn', { account, password: 'demo', ...(counter ? { counter } : {}) });
    return callHost(host.url, token);
  };

  const seats: Seat[] = [];
  for (const { account, counter } of SEATS) {
    const call = await signIn(account, counter);
    await call('counters', 'setState', { ...command(), counter, state: 'open' });
    seats.push({ call, counter, busyUntil: null });
  }
  const lobby = await signIn('lobby');
  for (let step = 0; step < STEPS; step += 1) {
    for (const call of [lobby, ...seats.map((seat) => seat.call)]) await call('session', 'touch', {});
    const arrivals = step < RUSH_FROM ? ARRIVALS[step % ARRIVALS.length] : RUSH[step - RUSH_FROM];
    for (const service of arrivals ?? '') await lobby('queue', 'issue', { ...command(), service });
    for (const seat of seats) await work(seat, step);
    aheadMs += STEP_MINUTES * 60_000;
  }
  await breakOff(seats);
  await wantAPerson(lobby);

  return {
    url: host.url,
    as: (account) => signIn(account),
    now,
    async close() {
      await host.close();
      rmSync(data, { recursive: true, force: true });
    },
  };
}

/** One step of a counter: finish who is done, call who is next. */
async function work(seat: Seat, step: number): Promise<void> {
  const { call, counter } = seat;
  if (seat.busyUntil !== null && step < seat.busyUntil) return;
  if (seat.busyUntil !== null) await call('queue', 'finish', { ...command(), counter });
  seat.busyUntil = null;
  const { ticket } = await call('queue', 'callNext', { ...command(), counter });
  if (!ticket) return;
  await call('queue', 'start', { ...command(), counter });
  seat.busyUntil = step + 2 + ((step + counter) % 2);
}

/** The moment of the pictures: counter 1 is free for its clerk, 4 has just called, the others serve. */
async function breakOff(seats: readonly Seat[]): Promise<void> {
  for (const { call, counter, busyUntil } of seats) {
    if (counter !== 1 && counter !== 4) continue;
    if (busyUntil !== null) await call('queue', 'finish', { ...command(), counter });
    if (counter === 4) await call('queue', 'callNext', { ...command(), counter });
  }
}

/** A ticket whose paper did not come out, and a visitor at the kiosk who wants help. */
async function wantAPerson(lobby: HostCall): Promise<void> {
  await lobby('bench', 'act', { device: 'dispenser', action: { do: 'set-paper', paper: 'out' } });
  await lobby('queue', 'issue', { ...command(), service: 'B', dispenser: 'dispenser' });
  await expect.poll(async () => (await lobby('queue', 'board', {})).alerts.map(({ kind }) => kind)).toContain('ticket-paper');
  await lobby('bench', 'act', { device: 'dispenser', action: { do: 'set-paper', paper: 'ok' } });
  await lobby('queue', 'askHelp', command());
}

const shanghaiDay = () => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format();
