/**
 * What a store in use has beside its past: a day under way, lived through by the real services, and the answers of the last
 * month's commands, which the store remembers so that a retry changes nothing.
 */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { systemClock } from '../../../core/clock.ts';
import { NO_DEVICES } from '../../../core/devices/fleet.ts';
import { SYSTEM } from '../../../core/journal/journal.ts';
import { createServices } from '../../../core/services.ts';
import { dataFolder } from '../../../core/store/data-folder.ts';
import { openStore } from '../../../core/store/open-store.ts';
import { parseSettings } from '../../../core/store/settings.ts';
import { openStoreKey } from '../../../core/store/store-key.ts';
import { transact } from '../../../db/database.ts';
import { createJournalStatements } from '../../../db/journal.ts';

const SERVED = 700;
const WAITING = 20;
const COUNTERS = [1, 2, 3, 4] as const;
/** Four commands for each of 1,370 visits a day. */
const COMMANDS_A_DAY = 5_480;
const DAYS_REMEMBERED = 30;

export async function liveThisMorning(folder: string): Promise<void> {
  const paths = dataFolder(folder);
  const settings = parseSettings(readFileSync(paths.settings, 'utf8'), paths.settings);
  const store = openStore(paths, systemClock);
  const journal = createJournalStatements(store.db);
  transact(store.db, (tx) => {
    for (let n = 0; n < COMMANDS_A_DAY * DAYS_REMEMBERED; n += 1) {
      const time = systemClock.now() - Math.floor((n * 86_400_000) / COMMANDS_A_DAY);
      const result = JSON.stringify({ id: randomUUID(), number: 'A001', service: 'A', lane: 'ordinary', state: 'done', issuedAt: time });
      journal.insertCommand(tx, { id: randomUUID(), type: 'queue.finish', actor: 'system', inputHash: randomBytes(32), result, time });
    }
  });
  const key = openStoreKey(paths, undefined, store.db);
  const services = createServices({ db: store.db, settings, clock: systemClock, storeKey: key, fleet: NO_DEVICES, lan: false });
  const { queue } = services;
  const at = (counter: number) => ({ commandId: randomUUID(), counter });
  const take = () => queue.issue({ commandId: randomUUID(), service: 'B' }, SYSTEM);
  for (const counter of COUNTERS) await queue.setCounterState({ ...at(counter), state: 'open' }, SYSTEM);
  for (let served = 0; served < SERVED; served += COUNTERS.length) {
    await Promise.all(COUNTERS.map(take));
    for (const verb of [queue.callNext, queue.start, queue.finish]) {
      await Promise.all(COUNTERS.map((counter) => verb(at(counter), SYSTEM)));
    }
  }
  await Promise.all(Array.from({ length: WAITING }, take));
  services.journal.close();
  store.db.pragma('wal_checkpoint(TRUNCATE)');
  store.close();
}
