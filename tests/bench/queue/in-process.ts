/** The load against the real services in this process: journal, policy, statements and disk, without a carrier. */
import { randomUUID } from 'node:crypto';
import { systemClock } from '../../../core/clock.ts';
import { NO_DEVICES } from '../../../core/devices/fleet.ts';
import { SYSTEM } from '../../../core/journal/journal.ts';
import { verifyChain } from '../../../core/journal/verify.ts';
import { createServices } from '../../../core/services.ts';
import { dataFolder } from '../../../core/store/data-folder.ts';
import { openStore } from '../../../core/store/open-store.ts';
import { parseSettings } from '../../../core/store/settings.ts';
import { openStoreKey } from '../../../core/store/store-key.ts';
import { largeHall, letterOf, WAITING } from './hall.ts';
import { type PairsMeasured, type QueueVerbs, runPairs } from './pairs.ts';

export type InProcessLoad = {
  /** Pairs by so many clients at once, and the mean number of commands that shared a commit meanwhile. */
  run(clients: number, forMs: number): Promise<PairsMeasured & { readonly commandsPerCommit: number }>;
  /** Closes the store. @throws Error when its chain does not verify or a ticket was called twice: then no figure counts. */
  finish(): void;
};

export async function openInProcessLoad(folder: string): Promise<InProcessLoad> {
  const { services, close } = await openLargeHall(folder);
  const { queue, journal } = services;
  const commits = { count: 0, commands: 0 };
  const called = new Set<string>();
  let calledTwice = 0;
  let visitors = 0;
  const verbs: QueueVerbs = {
    issue() {
      visitors += 1;
      return queue.issue({ commandId: randomUUID(), service: letterOf(visitors) }, SYSTEM);
    },
    async callNext(counter) {
      const ticket = await queue.callNext({ commandId: randomUUID(), counter }, SYSTEM);
      if (ticket && called.has(ticket.id)) calledTwice += 1;
      if (ticket) called.add(ticket.id);
      return ticket;
    },
    clear: (counter) => queue.noShow({ commandId: randomUUID(), counter }, SYSTEM),
  };
  journal.onDidCommit((entries) => {
    // Clearing shares commits too, but is not what is measured.
    if (entries[0]?.type === 'ticket.no-show') return;
    commits.count += 1;
    commits.commands += entries.length; // one fact each
  });
  for (let n = 0; n < WAITING; n += 1) await verbs.issue(1);

  return {
    async run(clients, forMs) {
      Object.assign(commits, { count: 0, commands: 0 });
      const all = Array.from({ length: clients }, () => verbs);
      const measured = await runPairs(all, forMs);
      return { ...measured, commandsPerCommit: commits.commands / commits.count };
    },
    finish() {
      const [finding] = verifyChain(services.statements.journal).findings;
      close();
      if (finding) throw new Error(`The chain breaks at ${finding.seq}: ${finding.problem}`);
      if (calledTwice > 0) throw new Error(`${calledTwice} tickets were called twice`);
    },
  };
}

/** A new store in `folder` with its services, as the host composes them but without carriers; all counters open. */
async function openLargeHall(folder: string) {
  const paths = dataFolder(folder);
  const settings = parseSettings(largeHall());
  const store = openStore(paths, systemClock);
  const key = openStoreKey(paths, undefined, store.db);
  const services = createServices({ db: store.db, settings, clock: systemClock, storeKey: key, fleet: NO_DEVICES, lan: false });
  for (const { counter } of settings.counters) {
    await services.queue.setCounterState({ commandId: randomUUID(), counter, state: 'open' }, SYSTEM);
  }
  const close = () => {
    services.journal.close();
    store.close();
  };
  return { services, close };
}
