/** Every question the store asks goes by an index, but for those that are meant to read a whole small table. */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createCustomerStatements } from './customers.ts';
import { openDatabase, type ReadableDb } from './database.ts';
import { createJournalStatements } from './journal.ts';
import { migrate } from './migrate.ts';
import { createMoneyStatements } from './money.ts';
import { createPeopleStatements } from './people.ts';
import { createPrintJobStatements } from './print-jobs.ts';
import { createQueueStatements } from './queue.ts';

/** Whole tables read on purpose, by a part of their text: lists of a handful of rows, newest rows by primary key, and `verify`. */
const WHOLE_TABLE = [
  'FROM account ORDER BY created_at',
  'balance_fen AS balanceFen FROM ledger_account',
  'count(*) AS n FROM',
  'FROM station ORDER BY paired_at',
  'FROM counter ORDER BY counter',
  'FROM journal ORDER BY seq DESC LIMIT 1',
  'FROM print_job ORDER BY id DESC LIMIT 12',
  "FROM ticket WHERE state = 'done' ORDER BY rowid DESC LIMIT 200",
  'FROM posting GROUP BY entry HAVING',
  'FROM ledger_account a',
];

let db: ReadableDb;
let statements: string[];
beforeAll(() => {
  db = openDatabase(':memory:');
  migrate(db);
  const prepare = vi.spyOn(db, 'prepare');
  createJournalStatements(db);
  createPeopleStatements(db);
  createQueueStatements(db);
  createCustomerStatements(db);
  createMoneyStatements(db);
  createPrintJobStatements(db);
  statements = prepare.mock.calls.map(([sql]) => sql).filter((sql) => /^\s*(SELECT|UPDATE|DELETE)/.test(sql));
  prepare.mockRestore();
});
afterAll(() => db.close());

/** Steps of the plan, e.g. `SEARCH ticket USING INDEX ticket_live (state=? AND business_day=?)`. */
function planOf(sql: string): string[] {
  const values = Array.from(sql.matchAll(/\?/g), () => null);
  return db
    .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
    .all(...values, ...(/:\w/.test(sql) ? [namedValues(sql)] : []))
    .map((step) => step.detail);
}

function namedValues(sql: string): Record<string, null> {
  return Object.fromEntries(Array.from(sql.matchAll(/:(\w+)/g), ([, name]) => [name ?? '', null]));
}

test('no question reads a whole table unless it is listed here', () => {
  expect(statements.length).toBeGreaterThan(30);
  const scanning = statements.filter((sql) => planOf(sql).some((step) => /^SCAN (?!.*USING)/.test(step)));
  expect(scanning.filter((sql) => !WHOLE_TABLE.some((part) => sql.replace(/\s+/g, ' ').includes(part)))).toEqual([]);
});

test('what is asked at every call goes by its own index', () => {
  const plan = (part: string) => planOf(statements.find((sql) => sql.includes(part)) ?? `missing: ${part}`).join('; ');
  expect(plan("WHERE state = 'waiting' AND business_day = ?")).toBe('SEARCH ticket USING INDEX ticket_waiting (business_day=?)');
  expect(plan('AND business_day < ?')).toContain('ticket_live');
  expect(plan("WHERE counter = ? AND state IN ('called', 'serving')")).toContain('ticket_one_per_counter (counter=?)');
  expect(plan('FROM ticket WHERE business_day = ? ORDER BY')).toMatch(/SEARCH ticket USING INDEX .*\(business_day=\?\)/);
  expect(plan('FROM session WHERE token_hash = ?')).toContain('PRIMARY KEY (token_hash=?)');
  expect(plan('FROM command WHERE id = ?')).toContain('PRIMARY KEY (id=?)');
  expect(plan('FROM counter_transaction WHERE business_day = ?')).toContain('counter_transaction_by_day (business_day=? AND counter=?)');
  expect(plan('FROM identification WHERE counter = ?')).toContain('identification_by_visit (counter=? AND ticket=?)');
  expect(plan('FROM subscription WHERE number_index = ?')).toContain('subscription_by_number (number_index=?)');
});
