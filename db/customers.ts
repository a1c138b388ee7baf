/** Statements of customers, their numbers and identifications. Sealed columns are opaque here. */
import type { ReadableDb, Tx } from './database.ts';

export type CustomerRow = {
  readonly id: string;
  readonly nameSealed: Uint8Array;
  readonly documentKind: string;
  readonly documentSealed: Uint8Array;
  readonly documentIndex: Uint8Array;
  readonly tier: 'none' | 'silver' | 'gold' | 'diamond';
  readonly since: string;
};

export type SubscriptionRow = {
  readonly id: string;
  readonly customer: string;
  readonly numberSealed: Uint8Array;
  readonly numberIndex: Uint8Array;
  readonly plan: string;
  readonly state: 'active' | 'suspended' | 'arrears-stop';
};

export type IdentificationRow = {
  readonly id: string;
  readonly counter: number;
  readonly ticket: string | null;
  readonly customer: string;
  readonly by: 'id-card' | 'number';
  readonly at: number;
};

export type CustomerStatements = ReturnType<typeof createCustomerStatements>;

export function createCustomerStatements(db: ReadableDb) {
  const customerColumns = `id, name_sealed AS nameSealed, document_kind AS documentKind, document_sealed AS documentSealed,
    document_index AS documentIndex, tier, since`;
  const subscriptionColumns = 'id, customer, number_sealed AS numberSealed, number_index AS numberIndex, plan, state';
  const insertKey = db.prepare<[string, Uint8Array]>('INSERT INTO customer_key (customer, wrapped) VALUES (?, ?)');
  const key = db.prepare<[string], { readonly wrapped: Uint8Array }>('SELECT wrapped FROM customer_key WHERE customer = ?');
  const insertCustomer = db.prepare<CustomerRow>(
    `INSERT INTO customer (id, name_sealed, document_kind, document_sealed, document_index, tier, since)
     VALUES (:id, :nameSealed, :documentKind, :documentSealed, :documentIndex, :tier, :since)`,
  );
  const customer = db.prepare<[string], CustomerRow>(`SELECT ${customerColumns} FROM customer WHERE id = ?`);
  const byDocument = db.prepare<[Uint8Array], CustomerRow>(`SELECT ${customerColumns} FROM customer WHERE document_index = ?`);
  const insertSubscription = db.prepare<SubscriptionRow>(
    `INSERT INTO subscription (id, customer, number_sealed, number_index, plan, state)
     VALUES (:id, :customer, :numberSealed, :numberIndex, :plan, :state)`,
  );
  const subscription = db.prepare<[string], SubscriptionRow>(`SELECT ${subscriptionColumns} FROM subscription WHERE id = ?`);
  const byNumber = db.prepare<[Uint8Array], SubscriptionRow>(`SELECT ${subscriptionColumns} FROM subscription WHERE number_index = ?`);
  const ofCustomer = db.prepare<[string], SubscriptionRow>(
    `SELECT ${subscriptionColumns} FROM subscription WHERE customer = ? ORDER BY id`,
  );
  const insertIdentification = db.prepare<IdentificationRow>(
    'INSERT INTO identification (id, counter, ticket, customer, by, at) VALUES (:id, :counter, :ticket, :customer, :by, :at)',
  );
  const lastIdentified = db.prepare<[number, string | null], IdentificationRow>(
    'SELECT id, counter, ticket, customer, by, at FROM identification WHERE counter = ? AND ticket IS ? ORDER BY id DESC LIMIT 1',
  );

  return {
    insertKey: (_tx: Tx, ofCustomerId: string, wrapped: Uint8Array): void => void insertKey.run(ofCustomerId, wrapped),
    wrappedKey: (ofCustomerId: string): Uint8Array | undefined => key.get(ofCustomerId)?.wrapped,
    insertCustomer: (_tx: Tx, row: CustomerRow): void => void insertCustomer.run(row),
    customer: (id: string): CustomerRow | undefined => customer.get(id),
    customerByDocument: (index: Uint8Array): CustomerRow | undefined => byDocument.get(index),
    insertSubscription: (_tx: Tx, row: SubscriptionRow): void => void insertSubscription.run(row),
    subscription: (id: string): SubscriptionRow | undefined => subscription.get(id),
    subscriptionByNumber: (index: Uint8Array): SubscriptionRow | undefined => byNumber.get(index),
    subscriptionsOf: (customerId: string): readonly SubscriptionRow[] => ofCustomer.all(customerId),
    insertIdentification: (_tx: Tx, row: IdentificationRow): void => void insertIdentification.run(row),
    /** The newest identification at a counter for a ticket (null = without one), in order of making: clocks may go back. */
    lastIdentification: (counter: number, ticket: string | null): IdentificationRow | undefined => lastIdentified.get(counter, ticket),
  };
}
