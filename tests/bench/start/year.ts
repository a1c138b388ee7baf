/**
 * A year of a store, made once by bulk SQL and kept: 365 business days, 500,000 tickets with at least two facts each in one
 * hash chain, ratings of every fifth visit, a cash payment with its ledger postings for every seventeenth. Accounts,
 * customers and their keys are made by the demo store's own services before; the days are the same every time.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { instant } from '../../../core/clock.ts';
import { fillDemoStore } from '../../../core/demo/demo-store.ts';
import { verifyChain } from '../../../core/journal/verify.ts';
import { dataFolder } from '../../../core/store/data-folder.ts';
import { firstSettings } from '../../../core/store/first-settings.ts';
import { openStore } from '../../../core/store/open-store.ts';
import { parseSettings } from '../../../core/store/settings.ts';
import { openStoreKey } from '../../../core/store/store-key.ts';
import { type ReadableDb, transact } from '../../../db/database.ts';
import { createJournalStatements } from '../../../db/journal.ts';
import { shippedMigrations } from '../../../db/migrate.ts';
import { createMoneyStatements } from '../../../db/money.ts';
import { progress } from '../report.ts';
import { liveDay } from './day.ts';
import { openYearBook } from './year-book.ts';

export const DAYS = 365;
export const TICKETS = 500_000;
/** The day before the first one of the year, when the demo store's people and customers come to be. */
const EVE = Date.UTC(2025, 0, 1, 0);
const DAY_MS = 86_400_000;

/**
 * The folder of a finished year inside `folder`; made when it is not there or was made for other tables.
 * @throws Error when what was made does not verify.
 */
export async function yearFolder(folder: string): Promise<string> {
  const year = path.join(folder, 'year');
  const stamp = path.join(year, 'made-for');
  const wanted = fingerprintOfTables();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return year;
  rmSync(year, { recursive: true, force: true });
  const making = path.join(folder, `year-${process.pid}`);
  mkdirSync(making, { recursive: true });
  try {
    await makeYear(making);
    writeFileSync(path.join(making, 'made-for'), wanted);
    renameSync(making, year);
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
  return year;
}

/** Changes when a migration or the maker itself does. */
function fingerprintOfTables(): string {
  const hash = createHash('sha256');
  for (const migration of shippedMigrations()) hash.update(migration.sql);
  for (const file of ['year.ts', 'day.ts', 'year-book.ts']) hash.update(readFileSync(path.join(import.meta.dirname, file)));
  return hash.digest('hex');
}

async function makeYear(folder: string): Promise<void> {
  const paths = dataFolder(folder);
  const settingsText = JSON.stringify(firstSettings(false), null, 2);
  writeFileSync(paths.settings, settingsText);
  const settings = parseSettings(settingsText);
  const clock = { now: () => EVE };
  const store = openStore(paths, clock);
  try {
    await fillDemoStore({ db: store.db, settings, clock, storeKey: openStoreKey(paths, undefined, store.db) });
    const startedAt = performance.now();
    fillYear(store.db);
    verify(store.db);
    progress(`  a year made in ${Math.round((performance.now() - startedAt) / 1000)} s`);
  } finally {
    store.close();
  }
}

function fillYear(db: ReadableDb): void {
  // Nothing is promised to anybody while the year is made; the file is flushed at the end.
  db.pragma('synchronous = OFF');
  const book = openYearBook(db);
  for (let day = 0; day < DAYS; day += 1) {
    const from = Math.floor((day * TICKETS) / DAYS);
    const to = Math.floor(((day + 1) * TICKETS) / DAYS);
    transact(db, (tx) => liveDay(book.on(tx), { opensAt: EVE + (day + 1) * DAY_MS + 30 * 60_000, visits: to - from, first: from }));
    if (day % 73 === 72) progress(`  day ${day + 1} of ${DAYS}`);
  }
  db.pragma('synchronous = FULL');
  db.pragma('wal_checkpoint(TRUNCATE)');
}

/** As `npm run verify` does. */
function verify(db: ReadableDb): void {
  const { findings, entries } = verifyChain(createJournalStatements(db));
  const money = createMoneyStatements(db);
  const problems = [...findings.map(({ seq }) => `entry ${seq}`), ...money.unbalancedEntries(), ...money.driftedAccounts()];
  if (problems.length > 0) throw new Error(`The year does not verify at ${instant(EVE)}: ${problems.join(', ')}`);
  progress(`  the year verifies: ${entries} entries`);
}
