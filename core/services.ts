/** The store's business, composed over one database: what the host serves and what the demo store is made with. */
import { randomBytes } from 'node:crypto';
import type { ReadableDb } from '../db/database.ts';
import type { Clock } from './clock.ts';
import { createCounterService } from './counter/service.ts';
import { createCustomerRegistry } from './customer/registry.ts';
import { createCustomerService } from './customer/service.ts';
import { createVault } from './customer/vault.ts';
import { createCardDesk } from './devices/card-desk.ts';
import type { Fleet } from './devices/fleet.ts';
import { drawMarkup } from './devices/paper-view.ts';
import { createPrinting } from './devices/printing.ts';
import { createIds } from './ids.ts';
import { createJournal } from './journal/journal.ts';
import { createHandlingTimes } from './queue/expected-wait.ts';
import { createHall } from './queue/hall.ts';
import { createQueueService } from './queue/service.ts';
import { createTicketPaper } from './queue/ticket-paper.ts';
import { createRatings } from './rating/service.ts';
import { createAccounts } from './session/accounts.ts';
import { createLiveSessions } from './session/live-sessions.ts';
import { createPairing } from './session/pairing.ts';
import { createSessionService } from './session/service.ts';
import { createStatements } from './statements.ts';
import { createCalendar } from './store/business-day.ts';
import type { StoreSettings } from './store/settings.ts';

export type ServicesOptions = {
  readonly db: ReadableDb;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  readonly storeKey: Uint8Array;
  readonly fleet: Fleet;
  readonly lan: boolean;
  /** Engineers' log; silence by default. */
  readonly report?: (error: unknown) => void;
};

export type StoreServices = ReturnType<typeof createServices>;

export function createServices({ db, settings, clock, storeKey, fleet, lan, report = () => undefined }: ServicesOptions) {
  const statements = createStatements(db);
  const { people, queue: tickets, customers: customerStatements, money, jobs } = statements;
  const ids = createIds(clock, randomBytes);
  const calendar = createCalendar(settings.timeZone);
  const hall = createHall(settings);
  const journal = createJournal({ db, statements: statements.journal, clock, ids, report });
  const registry = createCustomerRegistry({ customers: customerStatements, vault: createVault(storeKey), ids });
  const handling = createHandlingTimes(new Map(hall.services.map((service) => [service.letter, service.targetHandlingSeconds])));
  const printing = createPrinting({ jobs, journal, ids, report, printers: fleet });
  const live = createLiveSessions({ people, clock, idleLockMs: settings.session.idleLockMinutes * 60_000 });
  const ticketPaper = createTicketPaper(settings, calendar);
  const queue = createQueueService({ queue: tickets, people, journal, clock, ids, calendar, hall, handling, printing, ticketPaper });
  const session = createSessionService({ people, journal, live, ids, settings, counters: queue.seats });
  const accounts = createAccounts({ people, journal, live, ids, endSessions: session.endAllOf });
  const pairing = createPairing({ people, journal, clock, ids, lan });
  const cardDesk = createCardDesk({ fleet, journal, clock, calendar });
  const customers = createCustomerService({
    registry,
    customers: customerStatements,
    money,
    queue: tickets,
    journal,
    ids,
    lastCard: cardDesk.last,
  });
  const counter = createCounterService({
    money,
    customers: customerStatements,
    people,
    queue: tickets,
    registry,
    journal,
    clock,
    ids,
    calendar,
    hall,
    settings,
    printing,
    draw: (markup) => drawMarkup(markup, 48),
    printerAt: fleet.printerAt,
  });
  const ratings = createRatings({ queue: tickets, money, journal, padAt: fleet.ratingPadAt });
  return {
    statements,
    ids,
    calendar,
    clock,
    settings,
    journal,
    registry,
    handling,
    printing,
    live,
    queue,
    accounts,
    session,
    pairing,
    cardDesk,
    customers,
    counter,
    ratings,
  };
}
