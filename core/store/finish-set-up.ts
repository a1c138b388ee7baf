import type { JournalStatements } from '../../db/journal.ts';
import { type Journal, SYSTEM } from '../journal/journal.ts';

/** States that the store exists, and whether it is a demo. Last of set-up: a store killed before it is not set up. */
export function finishSetUp(journal: Journal, statements: JournalStatements, code: string, demo: boolean): Promise<void> {
  return journal.run({ type: 'store.setUp', actor: SYSTEM }, (context) => {
    statements.setFact(context.tx, 'set-up', new Date(context.now).toISOString());
    statements.setFact(context.tx, 'demo', demo ? 'yes' : 'no');
    context.append({ type: 'store.set-up', subject: `store/${code}`, data: { demo } });
  });
}
