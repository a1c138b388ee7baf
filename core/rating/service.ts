/**
 * Ratings after service: when a ticket is finished, the counter's pad asks; the answer is bound to ticket, clerk and
 * transaction. No pad, no press, or a restart meanwhile leave the ticket unrated or `none`, never guessed.
 */
import type { MoneyStatements } from '../../db/money.ts';
import type { QueueStatements } from '../../db/queue.ts';
import type { RatingPad, RatingValue } from '../../native/registry/device.ts';
import type { Entry } from '../journal/entry.ts';
import { type Journal, SYSTEM } from '../journal/journal.ts';

export type Ratings = ReturnType<typeof createRatings>;

export function createRatings(options: {
  readonly queue: QueueStatements;
  readonly money: MoneyStatements;
  readonly journal: Journal;
  readonly padAt: (counter: number) => RatingPad | undefined;
}) {
  const { queue, money, journal, padAt } = options;
  const asking = new Map<number, AbortController>();

  function record(ticketId: string, value: RatingValue | 'none'): Promise<void> {
    return journal.run({ type: 'rating.record', actor: SYSTEM }, (context) => {
      const ticket = queue.ticket(ticketId);
      if (!ticket || ticket.counter === null) return;
      const transactionId = money.transactionOfTicket(ticketId)?.id ?? null;
      const { clerk, counter, businessDay } = ticket;
      const fresh = queue.insertRating(context.tx, {
        ticket: ticketId,
        transactionId,
        clerk,
        counter,
        value,
        businessDay,
        at: context.now,
      });
      if (!fresh) return;
      context.append({
        type: 'rating.recorded',
        subject: `ticket/${ticketId}`,
        data: { number: ticket.number, value, clerk, counter, transaction: transactionId },
      });
    });
  }

  async function ask(ticketId: string, counter: number, pad: RatingPad): Promise<void> {
    asking.get(counter)?.abort();
    const controller = new AbortController();
    asking.set(counter, controller);
    try {
      await record(ticketId, await pad.ask(controller.signal));
    } finally {
      if (asking.get(counter) === controller) asking.delete(counter);
    }
  }

  return {
    /** Binds a rating to a ticket; the first one counts. */
    record,
    /** Hears committed facts: a finished ticket starts the question, the next visitor ends it. */
    hear(entries: readonly Entry[]): void {
      for (const entry of entries) {
        const counter = Number(entry.data.counter);
        if (entry.type === 'ticket.started') asking.get(counter)?.abort();
        if (entry.type !== 'ticket.finished') continue;
        const pad = padAt(counter);
        // A pad that is away shows on the device page; the visit stays unrated.
        if (pad) void ask(entry.subject.slice('ticket/'.length), counter, pad).catch(() => undefined);
      }
    },
    close(): void {
      for (const controller of asking.values()) controller.abort();
    },
  };
}
