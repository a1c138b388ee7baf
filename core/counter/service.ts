/** Payments and drawers: rules checked, one command on disk, then paper. */
import type { CustomerStatements } from '../../db/customers.ts';
import type { DrawerDayRow, MoneyStatements, TransactionRow } from '../../db/money.ts';
import type { PeopleStatements } from '../../db/people.ts';
import type { QueueStatements } from '../../db/queue.ts';
import { type Clock, instant } from '../clock.ts';
import type { CustomerRegistry } from '../customer/registry.ts';
import type { PrintJobView } from '../devices/contract.ts';
import type { Paper } from '../devices/paper.ts';
import type { Printing } from '../devices/printing.ts';
import type { Ids } from '../ids.ts';
import type { Actor, CommandContext, Journal } from '../journal/journal.ts';
import type { Hall } from '../queue/hall.ts';
import { Refused } from '../refused.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { StoreSettings } from '../store/settings.ts';
import { changeParts, isWholeJiao } from './cash.ts';
import type { Drawer, Transaction } from './contract.ts';
import { customerAccount, drawerAccount, floatPostings, type Posting, paymentPostings } from './ledger.ts';
import { type ReceiptFacts, receiptMarkup } from './receipt.ts';

export type PaymentDraft = {
  readonly counter: number;
  readonly subscription: string;
  readonly amountFen: number;
  readonly tender: { readonly kind: 'cash'; readonly receivedFen: number };
};

export type CounterServiceOptions = {
  readonly money: MoneyStatements;
  readonly customers: CustomerStatements;
  readonly people: PeopleStatements;
  readonly queue: QueueStatements;
  readonly registry: CustomerRegistry;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly calendar: StoreCalendar;
  readonly hall: Hall;
  readonly settings: StoreSettings;
  readonly printing: Printing;
  /** Draws markup as the counter's printer would print it. */
  readonly draw: (markup: string) => Paper;
  /** Name of the receipt printer at a counter, if it has one. */
  readonly printerAt: (counter: number) => string | undefined;
};

/** How long a call waits for the paper before it answers with the job as it stands. */
const PRINT_ANSWER_MS = 10_000;
/** An identification is for the visitor at the counter now. */
const IDENTIFIED_FOR_MS = 30 * 60_000;

export type CounterService = ReturnType<typeof createCounterService>;

export function createCounterService(options: CounterServiceOptions) {
  const { money, customers, people, queue, registry, journal, clock, ids, calendar, hall, settings, printing } = options;

  function requireCounter(counter: number): void {
    if (!hall.counter(counter)) throw new Refused('counter/unknown', `There is no counter ${counter}`, { counter });
  }

  function openDrawer(counter: number, now: number): DrawerDayRow {
    const drawer = money.drawerDay(counter, calendar.businessDay(now));
    if (!drawer) throw new Refused('drawer/not-open', `The drawer of counter ${counter} is not open today`, { counter });
    return drawer;
  }

  /** Everything a payment must satisfy, whoever asks; throws the first refusal. */
  function check(draft: PaymentDraft, now: number) {
    requireCounter(draft.counter);
    const { amountFen } = draft;
    const { receivedFen } = draft.tender;
    if (!isWholeJiao(amountFen) || !isWholeJiao(receivedFen)) throw new Refused('payments/fen-in-cash', 'Cash counts in jiao');
    const limitFen = settings.payment.cashLimitYuan * 100;
    if (Math.max(amountFen, receivedFen) > limitFen) throw new Refused('payments/over-limit', `Cash over ${limitFen} fen`, { limitFen });
    if (receivedFen < amountFen) {
      throw new Refused('payments/not-enough-received', 'Less was received than is to be paid', { missingFen: amountFen - receivedFen });
    }
    const subscription = registry.subscription(draft.subscription);
    const ticket = queue.ticketAtCounter(draft.counter)?.id ?? null;
    const identified = customers.lastIdentification(draft.counter, ticket);
    const fresh = identified !== undefined && now - identified.at <= IDENTIFIED_FOR_MS;
    if (!subscription || !fresh || identified.customer !== subscription.customer) {
      throw new Refused('customers/not-identified', 'The customer of this number was not identified for this visit');
    }
    openDrawer(draft.counter, now);
    const customer = registry.customer(subscription.customer);
    if (!customer) throw new Refused('customers/not-found', 'The customer is gone');
    return { subscription, customer, identified, ticket, changeFen: receivedFen - amountFen };
  }

  function post(context: CommandContext, entry: string, postings: readonly Posting[]): void {
    const businessDay = calendar.businessDay(context.now);
    for (const posting of postings) money.post(context.tx, { ...posting, entry, businessDay, at: context.now });
    if (postings.length > 0) context.append({ type: 'cash.posted', subject: `ledger/${entry}`, data: { postings } });
  }

  function clerkOf(account: string): { account: string; name: string } {
    const row = people.account(account);
    return { account: row?.account ?? account, name: row?.name ?? account };
  }

  function receiptFacts(row: TransactionRow, copy: number): ReceiptFacts {
    const subscription = registry.subscription(row.subscription);
    const customer = registry.customer(row.customer);
    return {
      serial: row.serial,
      stamp: calendar.stamp(row.at),
      counter: row.counter,
      clerk: clerkOf(row.clerk).account,
      maskedName: customer ? registry.maskedPerson(customer).maskedName : '',
      maskedNumber: subscription ? registry.maskedNumber(subscription) : '',
      amountFen: row.amountFen,
      receivedFen: row.receivedFen,
      changeFen: row.changeFen,
      balanceAfterFen: row.balanceAfterFen,
      copy,
    };
  }

  function view(row: TransactionRow): Transaction {
    const facts = receiptFacts(row, 0);
    const ticket = row.ticket === null ? undefined : queue.ticket(row.ticket);
    return {
      id: row.id,
      serial: row.serial,
      kind: row.kind,
      counter: row.counter,
      clerk: clerkOf(row.clerk),
      ticket: ticket ? { id: ticket.id, number: ticket.number } : null,
      customer: { id: row.customer, maskedName: facts.maskedName },
      subscription: { id: row.subscription, maskedNumber: facts.maskedNumber },
      amountFen: row.amountFen,
      receivedFen: row.receivedFen,
      changeFen: row.changeFen,
      change: changeParts(row.changeFen).map((part) => ({ ...part })),
      balanceAfterFen: row.balanceAfterFen,
      at: instant(row.at),
      rating: row.ticket === null ? null : (queue.rating(row.ticket) ?? null),
      receipt: printing.lastOf(row.id),
    };
  }

  function transactionRow(id: string): TransactionRow {
    const row = money.transaction(id);
    if (!row) throw new Refused('transactions/unknown', `There is no transaction ${id}`);
    return row;
  }

  return {
    preview(draft: PaymentDraft, actor: Actor): Paper {
      const now = clock.now();
      const { subscription, customer, changeFen } = check(draft, now);
      const credit = -money.balance(customerAccount(subscription.id));
      const facts: ReceiptFacts = {
        serial: null,
        stamp: calendar.stamp(now),
        counter: draft.counter,
        clerk: clerkOf(actor.account).account,
        maskedName: registry.maskedPerson(customer).maskedName,
        maskedNumber: registry.maskedNumber(subscription),
        amountFen: draft.amountFen,
        receivedFen: draft.tender.receivedFen,
        changeFen,
        balanceAfterFen: credit + draft.amountFen,
        copy: 0,
      };
      return options.draw(receiptMarkup(facts, settings));
    },

    async pay(input: PaymentDraft & { commandId: string }, actor: Actor): Promise<Transaction> {
      const id = await journal.run({ id: input.commandId, type: 'transactions.pay', actor, input }, (context) => {
        const { subscription, customer, identified, ticket, changeFen } = check(input, context.now);
        const businessDay = calendar.businessDay(context.now);
        const serial = `${businessDay.replaceAll('-', '')}${String(money.takeSerial(context.tx, businessDay)).padStart(5, '0')}`;
        const transaction = ids.next();
        post(context, transaction, paymentPostings(input.counter, subscription.id, input.amountFen));
        const row: TransactionRow = {
          id: transaction,
          serial,
          businessDay,
          kind: 'payment',
          counter: input.counter,
          clerk: actor.account,
          ticket,
          customer: customer.id,
          subscription: subscription.id,
          identifiedBy: identified.by,
          amountFen: input.amountFen,
          receivedFen: input.tender.receivedFen,
          changeFen,
          balanceAfterFen: -money.balance(customerAccount(subscription.id)),
          at: context.now,
        };
        money.insertTransaction(context.tx, row);
        const { id: _, ...facts } = row;
        context.append({ type: 'transaction.completed', subject: `transaction/${transaction}`, data: facts });
        return transaction;
      });
      return view(transactionRow(id));
    },

    async print(input: { commandId: string; transaction: string }, actor: Actor): Promise<PrintJobView> {
      const row = transactionRow(input.transaction);
      const device = options.printerAt(row.counter);
      if (device === undefined)
        throw new Refused('devices/none-at-counter', `Counter ${row.counter} has no printer`, { counter: row.counter });
      const job = await journal.run({ id: input.commandId, type: 'transactions.print', actor, input }, (context) =>
        printing.request(context, { kind: 'receipt', subject: row.id, title: row.serial, device }),
      );
      printing.start(job, () => receiptMarkup(receiptFacts(row, job.copy), settings));
      await printing.waitFor(job.id, PRINT_ANSWER_MS);
      return printing.job(job.id);
    },

    /** Counter a transaction was made at. Throws `transactions/unknown`. */
    counterOf: (id: string): number => transactionRow(id).counter,

    get(id: string): { transaction: Transaction; paper: Paper } {
      const row = transactionRow(id);
      return { transaction: view(row), paper: options.draw(receiptMarkup(receiptFacts(row, 0), settings)) };
    },

    today(counter: number): Transaction[] {
      requireCounter(counter);
      return money.transactionsToday(calendar.businessDay(clock.now()), counter).map(view);
    },

    async openDrawer(input: { commandId: string; counter: number; floatFen: number }, actor: Actor): Promise<Drawer> {
      requireCounter(input.counter);
      await journal.run({ id: input.commandId, type: 'drawer.open', actor, input }, (context) => {
        const businessDay = calendar.businessDay(context.now);
        if (!isWholeJiao(input.floatFen)) throw new Refused('payments/fen-in-cash', 'Cash counts in jiao');
        if (money.drawerDay(input.counter, businessDay)) {
          throw new Refused('drawer/already-open', `The drawer of counter ${input.counter} is open`, { counter: input.counter });
        }
        money.insertDrawerDay(context.tx, {
          counter: input.counter,
          businessDay,
          floatFen: input.floatFen,
          openedBy: actor.account,
          openedAt: context.now,
        });
        context.append({ type: 'drawer.opened', subject: drawerAccount(input.counter), data: { businessDay, floatFen: input.floatFen } });
        // What yesterday left in the drawer is counted back to the safe first; day end proper comes with part 4.
        const leftFen = money.balance(drawerAccount(input.counter));
        const entry = ids.next();
        post(
          context,
          entry,
          leftFen === 0 ? [] : floatPostings(input.counter, leftFen).map((posting) => ({ ...posting, amountFen: -posting.amountFen })),
        );
        post(context, ids.next(), floatPostings(input.counter, input.floatFen));
        return null;
      });
      return this.drawer(input.counter);
    },

    drawer(counter: number): Drawer {
      requireCounter(counter);
      const businessDay = calendar.businessDay(clock.now());
      const day = money.drawerDay(counter, businessDay);
      return {
        counter,
        businessDay,
        open: day !== undefined,
        floatFen: day?.floatFen ?? 0,
        balanceFen: money.balance(drawerAccount(counter)),
      };
    },
  };
}
