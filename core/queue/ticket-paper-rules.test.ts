import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import type { PrintOutcome, PrintProgress } from '../../native/registry/device.ts';
import { createManualClock } from '../../tests/parts/manual-clock.ts';
import { type Fleet, NO_DEVICES } from '../devices/fleet.ts';
import { SYSTEM } from '../journal/journal.ts';
import { createServices, type StoreServices } from '../services.ts';
import { firstSettings } from '../store/first-settings.ts';
import { parseSettings } from '../store/settings.ts';

/** A printer in the test's hands: each job waits until the test says how it goes. */
type Job = { readonly progress: (progress: PrintProgress) => void; readonly end: (outcome: PrintOutcome) => void };
let started: Job[];
let services: StoreServices;
let clock: ReturnType<typeof createManualClock>;
let close: () => void;

beforeEach(() => {
  started = [];
  clock = createManualClock();
  const db = openDatabase(':memory:');
  migrate(db);
  const fleet: Fleet = {
    ...NO_DEVICES,
    isDispenser: () => true,
    printer: () => ({
      columns: 32,
      recover: async () => undefined,
      print: ({ onProgress }) => new Promise((end) => started.push({ progress: (progress) => onProgress?.(progress), end })),
    }),
  };
  const settings = parseSettings(JSON.stringify(firstSettings(false)));
  services = createServices({ db, settings, clock, storeKey: new Uint8Array(32), fleet, lan: false });
  close = () => db.close();
});
afterEach(() => close());

const take = () => services.queue.issue({ commandId: randomUUID(), service: 'A', dispenser: 'd' }, SYSTEM);
const paperOf = (ticket: string) => services.statements.queue.ticket(ticket)?.paper;
/** All that was set off is on disk once a further command is. */
const settled = async () => {
  for (let turn = 0; turn < 5; turn += 1) await services.journal.run({ type: 'test.turn', actor: SYSTEM }, () => null);
};

test('a ticket whose printer stops in the middle is in doubt, and counts by itself when its paper comes after all', async () => {
  const ticket = await take();
  started[0]?.progress({ state: 'held', reason: 'paper-out' });
  await settled();
  expect(paperOf(ticket.id)).toBe('unknown');
  expect(services.queue.board().alerts).toMatchObject([{ kind: 'ticket-paper', ticket: ticket.id }]);
  started[0]?.end({ state: 'printed', proof: 'process-id' });
  await settled();
  expect(paperOf(ticket.id)).toBe('printed');
});

test('a printed ticket keeps counting while it is printed again, however that ends', async () => {
  const ticket = await take();
  started[0]?.end({ state: 'printed', proof: 'process-id' });
  await settled();
  await services.queue.reprint({ commandId: randomUUID(), ticket: ticket.id, dispenser: 'd' }, SYSTEM);
  started[1]?.progress({ state: 'held', reason: 'cover-open' });
  await settled();
  expect(paperOf(ticket.id)).toBe('printed');
  started[1]?.end({ state: 'unknown', reason: 'no-answer' });
  await settled();
  expect(paperOf(ticket.id)).toBe('printed');
});

test('a ticket that waits too long behind a stopped printer is put before the lobby manager, who may accept it', async () => {
  const ticket = await take();
  expect(services.queue.board().alerts).toEqual([]);
  clock.advance(16_000);
  expect(services.queue.board().alerts).toMatchObject([{ kind: 'ticket-paper', paper: 'printing' }]);
  await services.queue.acceptPaper({ commandId: randomUUID(), ticket: ticket.id }, SYSTEM);
  expect(services.queue.board().alerts).toEqual([]);
});
