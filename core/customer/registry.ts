/** Customers and numbers behind their seals: registering, finding, and the masked picture. */
import type { CustomerRow, CustomerStatements, SubscriptionRow } from '../../db/customers.ts';
import type { Ids } from '../ids.ts';
import type { CommandContext } from '../journal/journal.ts';
import type { Subscription } from './contract.ts';
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

/** Shown in place of what was erased. */
const ERASED = '—';

export type CustomerRegistry = ReturnType<typeof createCustomerRegistry>;

export function createCustomerRegistry(options: { readonly customers: CustomerStatements; readonly vault: Vault; readonly ids: Ids }) {
  const { customers, vault, ids } = options;

  /** The key of a customer, or null once the person was erased: their rows stay, what was sealed is gone for good. */
  function keyOf(customer: string): Uint8Array | null {
    const wrapped = customers.wrappedKey(customer);
    return wrapped ? vault.unwrap(customer, wrapped) : null;
  }

  function maskedField(customer: string, sealed: Uint8Array, context: string, mask: (text: string) => string): string {
    const key = keyOf(customer);
    return key ? mask(unseal(key, sealed, context)) : ERASED;
  }

  function numberOf(row: SubscriptionRow): string {
    return maskedField(row.customer, row.numberSealed, `number/${row.id}`, maskNumber);
  }

  function base64(bytes: Uint8Array): string {
    return Buffer.from(bytes).toString('base64');
  }

  return {
    /** Inside a command; the fact carries the sealed fields, without the blind indexes, which would let an erased person be looked for. */
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
          tier: row.tier,
          since: row.since,
        },
      });
      return id;
    },

    subscribe(context: CommandContext, customer: string, subscription: NewSubscription): string {
      const id = ids.next();
      const key = keyOf(customer);
      if (!key) throw new Error(`Customer ${customer} was erased`);
      const sealed = seal(key, subscription.number, `number/${id}`);
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
        data: { customer, number: base64(sealed), plan: row.plan, state: row.state },
      });
      return id;
    },

    byDocument: (documentNumber: string) => customers.customerByDocument(vault.blindIndex('document', documentNumber)),
    /** Recognises a number again without holding it: its blind index, as text. */
    numberMark: (number: string): string => base64(vault.blindIndex('number', number)),
    byNumber: (number: string) => customers.subscriptionByNumber(vault.blindIndex('number', number)),
    subscription: customers.subscription,
    customer: customers.customer,

    /** Name and document, masked; erased persons have neither. */
    maskedPerson(row: CustomerRow): {
      readonly maskedName: string;
      readonly document: { readonly kind: string; readonly maskedNumber: string };
    } {
      return {
        maskedName: maskedField(row.id, row.nameSealed, `name/${row.id}`, maskName),
        document: {
          kind: row.documentKind,
          maskedNumber: maskedField(row.id, row.documentSealed, `document/${row.id}`, maskDocument),
        },
      };
    },

    maskedNumber: numberOf,

    /** The masked numbers of a customer with their balances. */
    subscriptionsOf(customer: string, balanceOf: (subscription: string) => number): Subscription[] {
      return customers.subscriptionsOf(customer).map((row) => ({
        id: row.id,
        maskedNumber: numberOf(row),
        plan: row.plan,
        state: row.state,
        balanceFen: balanceOf(row.id),
      }));
    },
  };
}
