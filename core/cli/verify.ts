/** `npm run verify`: proves that nothing was removed from or changed in a store's journal and that its money adds up. */
import { checkIntegrity, openDatabase } from '../../db/database.ts';
import { verifyChain } from '../journal/verify.ts';
import { createStateCheck } from '../journal/verify-state.ts';
import { createStatements } from '../statements.ts';
import { dataFolder } from '../store/data-folder.ts';
import { requireStore } from '../store/require-store.ts';
import { folderArguments } from './arguments.ts';
import { complain, fail, say } from './terminal.ts';

try {
  const { data } = folderArguments(process.argv.slice(2), 'verify', []);
  const folder = requireStore(dataFolder(data));
  const db = openDatabase(folder.database, { readonly: true });
  checkIntegrity(db, folder.database);
  const statements = createStatements(db);
  const { journal, money } = statements;
  const state = createStateCheck(statements);
  const report = verifyChain(journal, 1, state.heed);
  const problems = [
    ...report.findings.map(({ seq, problem }) => `journal entry ${seq}: ${problem}`),
    ...money.unbalancedEntries().map((entry) => `ledger entry ${entry} does not sum to zero`),
    ...state.findings(),
    ...money.driftedAccounts().map((account) => `balance of ${account} is not the sum of its postings`),
  ];
  db.close();
  for (const problem of problems) complain(problem);
  if (problems.length > 0) process.exit(1);
  say(`verified: ${report.entries} journal entries, the chain is whole, tables and journal agree, every ledger entry balances`);
} catch (error) {
  fail(error);
}
