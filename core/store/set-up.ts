/** What a new store's database holds before its first call: its administrator, or the whole demo store. */

import type { ReadableDb } from '../../db/database.ts';
import { createJournalStatements } from '../../db/journal.ts';
import type { Clock } from '../clock.ts';
import { NO_DEVICES } from '../devices/fleet.ts';
import { SYSTEM } from '../journal/journal.ts';
import { createServices } from '../services.ts';
import { finishSetUp } from './finish-set-up.ts';
import type { StoreSettings } from './settings.ts';

/** A new store without its administrator's password. The message tells the person at the terminal what to do. */
export class SetUpError extends Error {
  readonly code = 'store/no-admin-password';
}

const SHORTEST_PASSWORD = 8;

export type SetUpOptions = {
  readonly db: ReadableDb;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  readonly storeKey: Uint8Array;
  readonly demo: boolean;
  readonly adminPassword: string | undefined;
};

/** Does nothing for a store that is set up. @throws SetUpError */
export async function setUpStore(options: SetUpOptions): Promise<void> {
  const { db, settings, clock, storeKey, demo, adminPassword } = options;
  if (createJournalStatements(db).fact('set-up') !== undefined) return;
  if (demo) {
    const { fillDemoStore } = await import('../demo/demo-store.ts');
    await fillDemoStore({ db, settings, clock, storeKey });
    return;
  }
  if (adminPassword === undefined || adminPassword.length < SHORTEST_PASSWORD) {
    throw new SetUpError(
      `A new store needs a password for its administrator: set TINGTAI_ADMIN_PASSWORD (at least ${SHORTEST_PASSWORD} characters) and start again, or use --demo for the demo store.`,
    );
  }
  const { accounts, journal, statements } = createServices({ db, settings, clock, storeKey, fleet: NO_DEVICES, lan: false });
  if (!statements.people.accountNamed('admin')) {
    await accounts.create({ account: 'admin', name: '系统管理员', role: 'admin', password: adminPassword }, SYSTEM);
  }
  await finishSetUp(journal, statements.journal, settings.code, false);
}
