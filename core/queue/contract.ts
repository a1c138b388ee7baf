/** Tickets, counters and the board of the hall. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import {
  businessDaySchema,
  commandIdSchema,
  counterNumberSchema,
  instantSchema,
  laneSchema,
  recordIdSchema,
  serviceLetterSchema,
  shortTextSchema,
} from '../values.ts';

export const TICKET_STATES = ['waiting', 'called', 'serving', 'done', 'no-show', 'cancelled', 'abandoned'] as const;
export type TicketState = (typeof TICKET_STATES)[number];

/**
 * Whether the visitor holds paper. `none` = issued on a screen, no paper wanted. A ticket counts in the queue only as
 * none, printed or accepted (a person decided it is valid); printing, failed and unknown wait for the paper or a decision.
 */
export const PAPER_STATES = ['none', 'printing', 'printed', 'failed', 'unknown', 'accepted'] as const;
export type PaperState = (typeof PAPER_STATES)[number];

export const ticketSchema = z.object({
  id: recordIdSchema,
  number: z.string(),
  service: serviceLetterSchema,
  lane: laneSchema,
  state: z.enum(TICKET_STATES),
  paper: z.enum(PAPER_STATES),
  /** Valid tickets that would be called before this one if nobody else came; 0 once called. */
  ahead: z.int(),
  /** Reckoned as if one counter were open when none is; 0 once called. */
  expectedWaitSeconds: z.int(),
  issuedAt: instantSchema,
  calledAt: instantSchema.nullable(),
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
  counter: z.int().nullable(),
  /** Calls made, the first included. */
  calls: z.int(),
});
export type Ticket = z.infer<typeof ticketSchema>;

export const COUNTER_STATES = ['closed', 'open', 'calling', 'serving', 'paused'] as const;
export const counterSchema = z.object({
  counter: z.int(),
  state: z.enum(COUNTER_STATES),
  /** Why it is paused or closed, in the clerk's words. */
  reason: z.string().nullable(),
  services: z.array(serviceLetterSchema),
  /** Who sits there; withheld (null) from kiosks and displays. */
  clerk: z.object({ account: z.string(), name: z.string() }).nullable(),
  ticket: ticketSchema.nullable(),
  /** Whom the next call would bring, by the policy at `asOf`; null when nobody waits for it or it is not open. */
  next: recordIdSchema.nullable(),
  since: instantSchema,
  /** Served today, and mean handling seconds of those (null while none); withheld (0, null) from kiosks and displays. */
  served: z.int(),
  averageHandlingSeconds: z.int().nullable(),
});
export type Counter = z.infer<typeof counterSchema>;

export const serviceSchema = z.object({
  id: serviceLetterSchema,
  letter: serviceLetterSchema,
  name: z.string(),
  nameEn: z.string(),
  description: z.string(),
  descriptionEn: z.string(),
  lane: laneSchema,
  targetWaitSeconds: z.int(),
  targetHandlingSeconds: z.int(),
  waiting: z.int(),
  /** Expected wait of a ticket taken now; null when no open counter serves it. */
  expectedWaitSeconds: z.int().nullable(),
});
export type Service = z.infer<typeof serviceSchema>;

/** One call made, newest first on the board; the display speaks those it has not spoken (by seq). */
export const callSchema = z.object({
  seq: z.int(),
  ticket: recordIdSchema,
  number: z.string(),
  service: serviceLetterSchema,
  counter: z.int(),
  at: instantSchema,
  /** 1 = first call, 2… = recall. */
  time: z.int(),
});
export type Call = z.infer<typeof callSchema>;

/** Things a lobby or duty manager must look at; kiosks and displays are told of `help-wanted` alone. */
export const alertSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ticket-paper'), ticket: recordIdSchema, number: z.string(), paper: z.enum(PAPER_STATES), at: instantSchema }),
  z.object({ kind: z.literal('over-target'), ticket: recordIdSchema, number: z.string(), overSeconds: z.int(), at: instantSchema }),
  z.object({
    kind: z.literal('dissatisfied'),
    ticket: recordIdSchema,
    number: z.string(),
    counter: z.int(),
    clerk: z.string(),
    at: instantSchema,
  }),
  z.object({ kind: z.literal('help-wanted'), at: instantSchema }),
]);
export type Alert = z.infer<typeof alertSchema>;

export const boardSchema = z.object({
  /** When this picture was true, by the host's clock. */
  asOf: instantSchema,
  /** Last journal entry it contains. */
  seq: z.int(),
  businessDay: businessDaySchema,
  services: z.array(serviceSchema),
  counters: z.array(counterSchema),
  /** Live tickets (waiting, called, serving) in order of arrival, and today's no-shows. */
  tickets: z.array(ticketSchema),
  /** Last calls, newest first, at most 12. */
  calls: z.array(callSchema),
  alerts: z.array(alertSchema),
  today: z.object({
    issued: z.int(),
    served: z.int(),
    noShow: z.int(),
    averageWaitSeconds: z.int().nullable(),
    /** Share of called tickets whose wait met their service's target, 0–1. */
    withinTarget: z.number().nullable(),
  }),
  /** Tickets issued per half hour of the day, [0] = 00:00–00:30 in the store's zone. */
  arrivals: z.array(z.int()),
});
export type Board = z.infer<typeof boardSchema>;

const atCounter = z.strictObject({ commandId: commandIdSchema, counter: counterNumberSchema });
const onTicket = { commandId: commandIdSchema, ticket: recordIdSchema };
const ticketResult = z.object({ ticket: ticketSchema });

export const countersContract = {
  /** Errors: counter/unknown · counter/busy (a ticket is called or served there) · counter/reason-missing (pause). */
  setState: procedure(
    { access: 'counter.operate' },
    z.strictObject({
      commandId: commandIdSchema,
      counter: counterNumberSchema,
      state: z.enum(['open', 'paused', 'closed']),
      reason: shortTextSchema.optional(),
    }),
    z.object({ counter: counterSchema }),
  ),
  /** Ends the session of a clerk who went away without signing out; a visitor still there stays at the counter. Errors: counter/not-taken. */
  release: procedure({ access: 'queue.direct' }, atCounter, z.strictObject({})),
};

export const queueContract = {
  /**
   * Takes a number. With `dispenser`, the ticket prints there and is valid only once it did; without, it is valid at once.
   * Errors: queue/service-unknown · queue/numbers-used-up · devices/unknown.
   */
  issue: procedure(
    { access: 'queue.issue' },
    z.strictObject({
      commandId: commandIdSchema,
      service: serviceLetterSchema,
      lane: laneSchema.optional(),
      dispenser: z.string().min(1).max(64).optional(),
    }),
    ticketResult,
  ),
  /** Calls who is next by the policy; null when nobody waits whom this counter may serve. Errors: counter/unknown · counter/not-open · counter/busy. */
  callNext: procedure({ access: 'queue.call' }, atCounter, z.object({ ticket: ticketSchema.nullable() })),
  /** Errors: queue/nothing-called · queue/recall-limit. */
  recall: procedure({ access: 'queue.call' }, atCounter, ticketResult),
  /** Errors: queue/nothing-called. */
  start: procedure({ access: 'queue.call' }, atCounter, ticketResult),
  /** Errors: queue/nothing-serving. */
  finish: procedure({ access: 'queue.call' }, atCounter, ticketResult),
  /** Errors: queue/nothing-called. */
  noShow: procedure({ access: 'queue.call' }, atCounter, ticketResult),
  /** The visitor left or took a wrong number. Errors: queue/ticket-unknown · queue/not-waiting. */
  cancel: procedure({ access: 'queue.direct' }, z.strictObject({ ...onTicket, reason: shortTextSchema }), ticketResult),
  /** A no-show comes back into the queue, once, keeping its arrival. Errors: queue/ticket-unknown · queue/not-no-show · queue/restored-before. */
  restore: procedure({ access: 'queue.direct' }, z.strictObject(onTicket), ticketResult),
  /** A person decides that a ticket without (sure) paper is valid. Errors: queue/ticket-unknown · queue/paper-settled. */
  acceptPaper: procedure({ access: 'queue.direct' }, z.strictObject(onTicket), ticketResult),
  /** Prints a ticket again, marked 补打. Errors: queue/ticket-unknown · queue/not-waiting · devices/unknown. */
  reprint: procedure({ access: 'queue.direct' }, z.strictObject({ ...onTicket, dispenser: z.string().min(1).max(64) }), ticketResult),
  /** Kiosk's "call someone": shows on the lobby board. */
  askHelp: procedure({ access: 'queue.issue' }, z.strictObject({ commandId: commandIdSchema }), z.strictObject({})),
  /** The lobby manager has seen an alert of this kind and time. */
  settleHelp: procedure({ access: 'queue.direct' }, z.strictObject({ commandId: commandIdSchema }), z.strictObject({})),
  board: procedure({ access: 'queue.watch' }, z.strictObject({}), boardSchema),
  /** The board now, after every change, and at least every ten seconds (a watcher that hears nothing for longer has lost the link). */
  watch: procedure({ access: 'queue.watch' }, z.strictObject({}), eventIterator(boardSchema)),
};
