/** Statements of drawers, the ledger and counter transactions. Amounts are integer fen. */
import type { ReadableDb, Tx } from './database.ts';

export type PostingRow = {
  readonly entry: string;
  readonly account: string;
  readonly amountFen: number;
  readonly businessDay: string;
  readonly at: number;
};

export type DrawerDayRow = {
  readonly counter: number;
  readonly businessDay: string;
  readonly floatFen: number;
  readonly openedBy: string;
  readonly openedAt: number;
};

export type TransactionRow = {
  readonly id: string;
  readonly serial: string;
  readonly businessDay: string;
  readonly kind: 'payment';
  readonly counter: number;
  readonly clerk: string;
  readonly ticket: string | null;
  readonly customer: string;
  readonly subscription: string;
  readonly identifiedBy: string;
  readonly amountFen: number;
  readonly receivedFen: number;
  readonly changeFen: number;
  readonly balanceAfterFen: number;
  readonly at: number;
};

const TRANSACTION = `id, serial, business_day AS businessDay, kind, counter, clerk, ticket, customer, subscription,
  identified_by AS identifiedBy, amount_fen AS amountFen, received_fen AS receivedFen, change_fen AS changeFen,
  balance_after_fen AS balanceAfterFen, at`;

export type MoneyStatements = ReturnType<typeof createMoneyStatements>;

export function createMoneyStatements(db: ReadableDb) {
  const transactionCount = db.prepare<[], { readonly n: number }>('SELECT count(*) AS n FROM counter_transaction');
  const balances = db.prepare<[], { readonly account: string; readonly balanceFen: number }>(
    'SELECT account, balance_fen AS balanceFen FROM ledger_account',
  );
  const insertDrawerDay = db.prepare<DrawerDayRow>(
    `INSERT INTO drawer_day (counter, business_day, float_fen, opened_by, opened_at)
     VALUES (:counter, :businessDay, :floatFen, :openedBy, :openedAt)`,
  );
  const drawerDay = db.prepare<[number, string], DrawerDayRow>(
    `SELECT counter, business_day AS businessDay, float_fen AS floatFen, opened_by AS openedBy, opened_at AS openedAt
     FROM drawer_day WHERE counter = ? AND business_day = ?`,
  );
  const insertPosting = db.prepare<PostingRow>(
    'INSERT INTO posting (entry, account, amount_fen, business_day, at) VALUES (:entry, :account, :amountFen, :businessDay, :at)',
  );
  const addToAccount = db.prepare<[string, number]>(
    `INSERT INTO ledger_account (account, balance_fen) VALUES (?, ?)
     ON CONFLICT (account) DO UPDATE SET balance_fen = balance_fen + excluded.balance_fen`,
  );
  const balance = db.prepare<[string], { readonly balanceFen: number }>(
    'SELECT balance_fen AS balanceFen FROM ledger_account WHERE account = ?',
  );
  const nextSerial = db.prepare<[string], { readonly last: number }>(
    `INSERT INTO daily_serial (business_day, last) VALUES (?, 1)
     ON CONFLICT (business_day) DO UPDATE SET last = last + 1 RETURNING last`,
  );
  const insertTransaction = db.prepare<TransactionRow>(
    `INSERT INTO counter_transaction (id, serial, business_day, kind, counter, clerk, ticket, customer, subscription, identified_by,
       amount_fen, received_fen, change_fen, balance_after_fen, at)
     VALUES (:id, :serial, :businessDay, :kind, :counter, :clerk, :ticket, :customer, :subscription, :identifiedBy,
       :amountFen, :receivedFen, :changeFen, :balanceAfterFen, :at)`,
  );
  const transaction = db.prepare<[string], TransactionRow>(`SELECT ${TRANSACTION} FROM counter_transaction WHERE id = ?`);
  const today = db.prepare<[string, number], TransactionRow>(
    `SELECT ${TRANSACTION} FROM counter_transaction WHERE business_day = ? AND counter = ? ORDER BY at DESC, serial DESC LIMIT 50`,
  );
  const ofCustomer = db.prepare<[string], TransactionRow>(
    `SELECT ${TRANSACTION} FROM counter_transaction WHERE customer = ? ORDER BY at DESC LIMIT 5`,
  );
  const ofTicket = db.prepare<[string], TransactionRow>(
    `SELECT ${TRANSACTION} FROM counter_transaction WHERE ticket = ? ORDER BY at DESC LIMIT 1`,
  );
  const unbalanced = db.prepare<[], { readonly entry: string }>(
    'SELECT entry FROM posting GROUP BY entry HAVING sum(amount_fen) <> 0 LIMIT 10',
  );
  const drifted = db.prepare<[], { readonly account: string }>(
    `SELECT a.account FROM ledger_account a
     LEFT JOIN (SELECT account, sum(amount_fen) AS total FROM posting GROUP BY account) p ON p.account = a.account
     WHERE a.balance_fen <> coalesce(p.total, 0) LIMIT 10`,
  );

  return {
    insertDrawerDay: (_tx: Tx, row: DrawerDayRow): void => void insertDrawerDay.run(row),
    drawerDay: (counter: number, businessDay: string): DrawerDayRow | undefined => drawerDay.get(counter, businessDay),
    post(_tx: Tx, row: PostingRow): void {
      insertPosting.run(row);
      addToAccount.run(row.account, row.amountFen);
    },
    balance: (account: string): number => balance.get(account)?.balanceFen ?? 0,
    /** The next transaction number of the day: 1, 2, … */
    takeSerial: (_tx: Tx, businessDay: string): number => nextSerial.get(businessDay)?.last ?? 0,
    insertTransaction: (_tx: Tx, row: TransactionRow): void => void insertTransaction.run(row),
    transaction: (id: string): TransactionRow | undefined => transaction.get(id),
    transactionsToday: (businessDay: string, counter: number): readonly TransactionRow[] => today.all(businessDay, counter),
    transactionsOf: (customer: string): readonly TransactionRow[] => ofCustomer.all(customer),
    transactionOfTicket: (ticket: string): TransactionRow | undefined => ofTicket.get(ticket),
    /** For `verify`: how many there are, and what every account holds. */
    transactionCount: (): number => transactionCount.get()?.n ?? 0,
    balances: () => balances.all(),
    /** For `verify`: entries whose postings do not sum to zero, accounts whose balance is not their postings' sum. */
    unbalancedEntries: (): readonly string[] => unbalanced.all().map((row) => row.entry),
    driftedAccounts: (): readonly string[] => drifted.all().map((row) => row.account),
  };
}
