/** Customers and numbers behind their seals: registering, finding, and the masked picture. */
import type { CustomerRow, CustomerStatements, SubscriptionRow } from '../../db/customers.ts';
import type { Ids } from '../ids.ts';
import type { CommandContext } from '../journal/journal.ts';
import type { Customer, Subscription } from './contract.ts';
import { maskDocument, maskName, maskNumber } from './masking.ts';
import { seal, unseal, type Vault } from './vault.ts';

export type NewCustomer = {
  readonly name: string;
  readonly documentKind: string;
  readonly documentNumber: string;
  readonly tier: CustomerRow['tier'];
  /** YYYY-MM-DD */
  readonly since: string;
};

export type NewSubscription = { readonly number: string; readonly plan: string; readonly state: SubscriptionRow['state'] };

export type CustomerRegistry = ReturnType<typeof createCustomerRegistry>;

export function createCustomerRegistry(options: { readonly customers: CustomerStatements; readonly vault: Vault; readonly ids: Ids }) {
  const { customers, vault, ids } = options;

  function keyOf(customer: string): Uint8Array {
    const wrapped = customers.wrappedKey(customer);
    // Erased persons keep their rows; what was sealed is gone for good.
    if (!wrapped) throw new Error(`The key of customer ${customer} was erased`);
    return vault.unwrap(customer, wrapped);
  }

  function base64(bytes: Uint8Array): string {
    return Buffer.from(bytes).toString('base64');
  }

  return {
    /** Inside a command; the fact carries the sealed fields, so a lost store can be rebuilt from its journal. */
    register(context: CommandContext, customer: NewCustomer): string {
      const id = ids.next();
      const { key, wrapped } = vault.newCustomerKey(id);
      const row: CustomerRow = {
        id,
        nameSealed: seal(key, customer.name, `name/${id}`),
        documentKind: customer.documentKind,
        documentSealed: seal(key, customer.documentNumber, `document/${id}`),
        documentIndex: vault.blindIndex('document', customer.documentNumber),
        tier: customer.tier,
        since: customer.since,
      };
      customers.insertKey(context.tx, id, wrapped);
      customers.insertCustomer(context.tx, row);
      context.append({
        type: 'customer.registered',
        subject: `customer/${id}`,
        data: {
          name: base64(row.nameSealed),
          documentKind: row.documentKind,
          document: base64(row.documentSealed),
          documentIndex: base64(row.documentIndex),
          tier: row.tier,
          since: row.since,
        },
      });
      return id;
    },

    subscribe(context: CommandContext, customer: string, subscription: NewSubscription): string {
      const id = ids.next();
      const sealed = seal(keyOf(customer), subscription.number, `number/${id}`);
      const row: SubscriptionRow = {
        id,
        customer,
        numberSealed: sealed,
        numberIndex: vault.blindIndex('number', subscription.number),
        plan: subscription.plan,
        state: subscription.state,
      };
      customers.insertSubscription(context.tx, row);
      context.append({
        type: 'subscription.opened',
        subject: `subscription/${id}`,
        data: { customer, number: base64(sealed), numberIndex: base64(row.numberIndex), plan: row.plan, state: row.state },
      });
      return id;
    },

    byDocument: (documentNumber: string) => customers.customerByDocument(vault.blindIndex('document', documentNumber)),
    /** Recognises a number again without holding it: its blind index, as text. */
    numberMark: (number: string): string => base64(vault.blindIndex('number', number)),
    byNumber: (number: string) => customers.subscriptionByNumber(vault.blindIndex('number', number)),
    subscription: customers.subscription,
    customer: customers.customer,

    /** Name and document, masked. */
    maskedPerson(row: CustomerRow): { maskedName: string; document: Customer['document'] } {
      const key = keyOf(row.id);
      return {
        maskedName: maskName(unseal(key, row.nameSealed, `name/${row.id}`)),
        document: { kind: row.documentKind, maskedNumber: maskDocument(unseal(key, row.documentSealed, `document/${row.id}`)) },
      };
    },

    maskedNumber(row: SubscriptionRow): string {
      return maskNumber(unseal(keyOf(row.customer), row.numberSealed, `number/${row.id}`));
    },

    /** The masked numbers of a customer with their balances. */
    subscriptionsOf(customer: string, balanceOf: (subscription: string) => number): Subscription[] {
      return customers.subscriptionsOf(customer).map((row) => ({
        id: row.id,
        maskedNumber: maskNumber(unseal(keyOf(customer), row.numberSealed, `number/${row.id}`)),
        plan: row.plan,
        state: row.state,
        balanceFen: balanceOf(row.id),
      }));
    },
  };
}
