/**
 * Makes the demo store: its people, its customers, and yesterday, lived through by the real services on a clock that is
 * moved by hand. Same seed, same day.
 */
import type { ReadableDb } from '../../db/database.ts';
import type { Clock } from '../clock.ts';
import { customerAccount } from '../counter/ledger.ts';
import { NO_DEVICES } from '../devices/fleet.ts';
import { SYSTEM } from '../journal/journal.ts';
import { createServices, type StoreServices } from '../services.ts';
import { finishSetUp } from '../store/finish-set-up.ts';
import type { StoreSettings } from '../store/settings.ts';
import type { DemoRegistered } from './past.ts';
import { DEMO_CUSTOMERS, DEMO_PASSWORD, DEMO_STAFF } from './people.ts';
import { liveADay } from './yesterday.ts';

export type DemoOptions = {
  readonly db: ReadableDb;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  readonly storeKey: Uint8Array;
};

/** Fills an empty database. Killed half-way it is discarded at the next start (open-store.ts). */
export async function fillDemoStore({ db, settings, clock, storeKey }: DemoOptions): Promise<void> {
  let now = clock.now() - 2 * 86_400_000;
  const history: Clock = { now: () => now };
  const services = createServices({ db, settings, clock: history, storeKey, fleet: NO_DEVICES, lan: false });
  for (const { account, name, role } of DEMO_STAFF)
    await services.accounts.create({ account, name, role, password: DEMO_PASSWORD }, SYSTEM);
  const customers = await registerCustomers(services);
  await liveADay(services, customers, {
    today: clock.now(),
    setNow: (epochMs) => {
      now = Math.round(epochMs);
    },
  });
  now = clock.now();
  await finishSetUp(services.journal, services.statements.journal, settings.code, true);
}

async function registerCustomers({ journal, registry, statements, ids, calendar }: StoreServices): Promise<readonly DemoRegistered[]> {
  return journal.run({ type: 'demo.registerCustomers', actor: SYSTEM }, (context) =>
    DEMO_CUSTOMERS.flatMap((person) => {
      const id = registry.register(context, person);
      return person.numbers.map(({ number, plan, state, creditFen }) => {
        const subscription = registry.subscribe(context, id, { number, plan, state });
        const entry = ids.next();
        const businessDay = calendar.businessDay(context.now);
        const postings = [
          { account: 'opening', amountFen: creditFen },
          { account: customerAccount(subscription), amountFen: -creditFen },
        ].filter((posting) => posting.amountFen !== 0);
        for (const posting of postings) statements.money.post(context.tx, { ...posting, entry, businessDay, at: context.now });
        if (postings.length > 0) context.append({ type: 'cash.posted', subject: `ledger/${entry}`, data: { postings } });
        return { number, subscription };
      });
    }),
  );
}
