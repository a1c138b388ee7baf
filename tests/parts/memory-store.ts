/** The store's real services over a database in memory, without devices and without a network. */

import { NO_DEVICES } from '../../core/devices/fleet.ts';
import { createServices, type StoreServices } from '../../core/services.ts';
import { firstSettings } from '../../core/store/first-settings.ts';
import { parseSettings, type StoreSettingsFile } from '../../core/store/settings.ts';
import { openDatabase, type ReadableDb } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import { createManualClock, type ManualClock } from './manual-clock.ts';

export type MemoryStore = StoreServices & { readonly db: ReadableDb; readonly clock: ManualClock; close(): void };

/** A small hall of four counters, all closed, at ten on a Tuesday. */
export function createMemoryStore(changes: Partial<StoreSettingsFile> = {}): MemoryStore {
  const db = openDatabase(':memory:');
  migrate(db);
  const clock = createManualClock();
  const settings = parseSettings(JSON.stringify({ ...firstSettings(false), ...changes }));
  const services = createServices({ db, settings, clock, storeKey: new Uint8Array(32).fill(7), fleet: NO_DEVICES, lan: false });
  return {
    ...services,
    db,
    clock,
    close() {
      services.journal.close();
      db.close();
    },
  };
}
