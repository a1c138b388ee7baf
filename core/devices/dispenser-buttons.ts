/** A press on the dispenser's panel takes a number and prints it there. */
import { SYSTEM } from '../journal/journal.ts';
import type { QueueService } from '../queue/service.ts';
import type { StoreSettings } from '../store/settings.ts';
import type { Fleet } from './fleet.ts';

/** Listens to every dispenser; returns how to stop. */
export function hearDispensers(options: {
  readonly fleet: Pick<Fleet, 'dispensers'>;
  readonly settings: Pick<StoreSettings, 'dispenserButtons'>;
  readonly queue: Pick<QueueService, 'issue'>;
  readonly report: (error: unknown) => void;
}): () => void {
  const { fleet, settings, queue, report } = options;
  const stops = fleet.dispensers().map((dispenser) =>
    dispenser.onDidPress((button) => {
      const service = settings.dispenserButtons[button - 1];
      // Panels have more inputs than a store has services.
      if (service === undefined) return;
      queue.issue({ service, dispenser: dispenser.name }, SYSTEM).catch(report);
    }),
  );
  return () => {
    for (const stop of stops) stop();
  };
}
