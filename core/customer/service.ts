/** Identifying who stands at the counter. */
import type { CustomerRow, CustomerStatements } from '../../db/customers.ts';
import type { MoneyStatements } from '../../db/money.ts';
import type { QueueStatements } from '../../db/queue.ts';
import { instant } from '../clock.ts';
import { customerAccount } from '../counter/ledger.ts';
import type { Ids } from '../ids.ts';
import type { Actor, Journal } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { Customer } from './contract.ts';
import type { CustomerRegistry } from './registry.ts';

type IdentifyInput = {
  readonly commandId: string;
  readonly counter: number;
  readonly by: { readonly kind: 'id-card' } | { readonly kind: 'number'; readonly number: string };
};

export type CustomerService = ReturnType<typeof createCustomerService>;

export function createCustomerService(options: {
  readonly registry: CustomerRegistry;
  readonly customers: CustomerStatements;
  readonly money: MoneyStatements;
  readonly queue: QueueStatements;
  readonly journal: Journal;
  readonly ids: Ids;
  /** The card last read at a counter, while it is fresh. */
  readonly lastCard: (counter: number) => { readonly number: string; readonly expired: boolean } | null;
}) {
  const { registry, customers, money, queue, journal, ids, lastCard } = options;

  function find(input: IdentifyInput): CustomerRow {
    if (input.by.kind === 'number') {
      const subscription = registry.byNumber(input.by.number);
      const owner = subscription && registry.customer(subscription.customer);
      if (!owner) throw new Refused('customers/not-found', 'No such number in this store');
      return owner;
    }
    const card = lastCard(input.counter);
    if (!card) throw new Refused('customers/no-card-read', `No card was read at counter ${input.counter}`, { counter: input.counter });
    if (card.expired) throw new Refused('customers/card-expired', 'The card is out of date');
    const owner = registry.byDocument(card.number);
    if (!owner) throw new Refused('customers/not-found', 'Nobody with this document in this store');
    return owner;
  }

  function picture(row: CustomerRow): Customer {
    return {
      id: row.id,
      ...registry.maskedPerson(row),
      tier: row.tier,
      since: row.since,
      subscriptions: registry.subscriptionsOf(row.id, (id) => -money.balance(customerAccount(id))),
      recent: money.transactionsOf(row.id).map((transaction) => ({
        at: instant(transaction.at),
        kind: transaction.kind,
        amountFen: transaction.amountFen,
        rating: transaction.ticket === null ? null : (queue.rating(transaction.ticket) ?? null),
      })),
    };
  }

  /** What a payer may see who only told a number. */
  function pictureByNumber(row: CustomerRow, number: string): Customer {
    const asked = registry.byNumber(number)?.id;
    const { id, maskedName, subscriptions } = picture(row);
    return {
      id,
      maskedName,
      document: null,
      tier: 'none',
      since: null,
      subscriptions: subscriptions.filter((subscription) => subscription.id === asked),
      recent: [],
    };
  }

  return {
    async identify(input: IdentifyInput, actor: Actor): Promise<{ customer: Customer; identifiedBy: 'id-card' | 'number' }> {
      // The number is personal, and a plain hash of it is found by trying them all: the command keeps its keyed mark.
      const by = input.by.kind === 'number' ? registry.numberMark(input.by.number) : input.by.kind;
      const asked = { commandId: input.commandId, counter: input.counter, by };
      const id = await journal.run({ id: input.commandId, type: 'customers.identify', actor, input: asked }, (context) => {
        const row = find(input);
        const ticket = queue.ticketAtCounter(input.counter)?.id ?? null;
        customers.insertIdentification(context.tx, {
          id: ids.next(),
          counter: input.counter,
          ticket,
          customer: row.id,
          by: input.by.kind,
          at: context.now,
        });
        context.append({
          type: 'customer.identified',
          subject: `customer/${row.id}`,
          data: { counter: input.counter, ticket, by: input.by.kind },
        });
        return row.id;
      });
      const row = registry.customer(id);
      if (!row) throw new Refused('customers/not-found', 'The customer is gone');
      const customer = input.by.kind === 'number' ? pictureByNumber(row, input.by.number) : picture(row);
      return { customer, identifiedBy: input.by.kind };
    },
  };
}
