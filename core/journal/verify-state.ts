/**
 * Whether the tables say what the journal says: a cut end of the journal, which no chain can show, leaves tickets and
 * transactions without their facts, and money moved behind the journal's back leaves balances it does not explain.
 */
import type { JournalRow } from '../../db/journal.ts';
import type { MoneyStatements } from '../../db/money.ts';
import type { QueueStatements } from '../../db/queue.ts';

type Posting = { readonly account: string; readonly amountFen: number };

export function createStateCheck(statements: {
  readonly queue: Pick<QueueStatements, 'ticketCount'>;
  readonly money: Pick<MoneyStatements, 'transactionCount' | 'balances'>;
}) {
  const { queue, money } = statements;
  const balances = new Map<string, number>();
  let tickets = 0;
  let transactions = 0;
  return {
    /** Give it every entry of the journal. */
    heed(row: JournalRow): void {
      if (row.type === 'ticket.issued') tickets += 1;
      if (row.type === 'transaction.completed') transactions += 1;
      if (row.type !== 'cash.posted') return;
      // Written by this program only; the chain has just proved it unchanged.
      const { postings } = JSON.parse(row.data) as { postings: readonly Posting[] };
      for (const { account, amountFen } of postings) balances.set(account, (balances.get(account) ?? 0) + amountFen);
    },
    /** What the tables hold beyond the facts, or less; empty when they agree. */
    findings(): readonly string[] {
      const findings: string[] = [];
      if (queue.ticketCount() !== tickets) findings.push(`there are ${queue.ticketCount()} tickets, the journal tells of ${tickets}`);
      if (money.transactionCount() !== transactions) {
        findings.push(`there are ${money.transactionCount()} transactions, the journal tells of ${transactions}`);
      }
      for (const { account, balanceFen } of money.balances()) {
        const told = balances.get(account) ?? 0;
        if (told !== balanceFen) findings.push(`${account} holds ${balanceFen} fen, the journal tells of ${told}`);
      }
      return findings.slice(0, 20);
    },
  };
}
