/** All named statements of the store over one connection. */
import { createCustomerStatements } from '../db/customers.ts';
import type { ReadableDb } from '../db/database.ts';
import { createJournalStatements } from '../db/journal.ts';
import { createMoneyStatements } from '../db/money.ts';
import { createPeopleStatements } from '../db/people.ts';
import { createPrintJobStatements } from '../db/print-jobs.ts';
import { createQueueStatements } from '../db/queue.ts';

export type Statements = ReturnType<typeof createStatements>;

export function createStatements(db: ReadableDb) {
  return {
    journal: createJournalStatements(db),
    people: createPeopleStatements(db),
    queue: createQueueStatements(db),
    customers: createCustomerStatements(db),
    money: createMoneyStatements(db),
    jobs: createPrintJobStatements(db),
  };
}
