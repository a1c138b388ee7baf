/** Reading ID cards at counters, and the short memory of what was read: never on disk, gone after ten minutes. */

import { DeviceError } from '../../native/device-error.ts';
import type { IdCard } from '../../native/registry/device.ts';
import type { Clock } from '../clock.ts';
import type { Actor, Journal } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { IdCardView } from './contract.ts';
import type { Fleet } from './fleet.ts';

const REMEMBER_MS = 10 * 60_000;
const WAIT_MS = 15_000;

export type CardDesk = ReturnType<typeof createCardDesk>;

export function createCardDesk(options: {
  readonly fleet: Pick<Fleet, 'readerAt'>;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly calendar: StoreCalendar;
}) {
  const { fleet, journal, clock, calendar } = options;
  const memory = new Map<number, { readonly card: IdCardView; readonly at: number }>();

  function remember(counter: number, card: IdCardView): void {
    const entry = { card, at: clock.now() };
    memory.set(counter, entry);
    // A visitor who left without a finished ticket leaves no card data behind.
    setTimeout(() => {
      if (memory.get(counter) === entry) memory.delete(counter);
    }, REMEMBER_MS).unref();
  }

  return {
    /** Waits for a card and reads it. Throws `devices/none-at-counter`, `device/*`, `card/*`. */
    async read(counter: number, actor: Actor, signal?: AbortSignal): Promise<IdCardView> {
      const reader = fleet.readerAt(counter);
      if (!reader) throw new Refused('devices/none-at-counter', `Counter ${counter} has no ID-card reader`, { counter });
      memory.delete(counter);
      const patience = AbortSignal.timeout(WAIT_MS);
      try {
        const card = toView(
          await reader.readCard(signal ? AbortSignal.any([signal, patience]) : patience),
          calendar.businessDay(clock.now()),
        );
        // Who looked at a document is on record, what it says is not.
        await journal.run({ type: 'devices.readIdCard', actor }, (context) =>
          context.append({ type: 'card.read', subject: `counter/${counter}`, data: { kind: card.kind, expired: card.expired } }),
        );
        remember(counter, card);
        return card;
      } catch (error) {
        // The wait for a card was ours: running out of it is a time-out, not somebody's abort.
        if (error instanceof DeviceError && error.code === 'device/aborted' && patience.aborted) {
          throw new DeviceError('device/timeout', 'No card was placed', { counter }, error);
        }
        throw error;
      }
    },
    /** The card last read at a counter, while it is fresh. */
    last(counter: number): IdCardView | null {
      const found = memory.get(counter);
      return found && clock.now() - found.at <= REMEMBER_MS ? found.card : null;
    },
    /** The visitor left: forget the person. */
    forget: (counter: number): void => void memory.delete(counter),
  };
}

function toView(card: IdCard, today: string): IdCardView {
  const { photo: _, ...fields } = card;
  return { ...fields, expired: card.validTo !== null && card.validTo < today };
}
