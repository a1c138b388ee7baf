/** Customers and their numbers, masked as lists and screens show them. */
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { commandIdSchema, counterNumberSchema, instantSchema, recordIdSchema } from '../values.ts';

export const subscriptionSchema = z.object({
  id: recordIdSchema,
  /** 138****6721 */
  maskedNumber: z.string(),
  plan: z.string(),
  state: z.enum(['active', 'suspended', 'arrears-stop']),
  /** Credit of the account in fen; negative = owed. */
  balanceFen: z.int(),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

export const customerSchema = z.object({
  id: recordIdSchema,
  maskedName: z.string(),
  /** null unless a card was read: who only knows a number learns no more than the name behind it, masked. */
  document: z.object({ kind: z.string(), maskedNumber: z.string() }).nullable(),
  tier: z.enum(['none', 'silver', 'gold', 'diamond']),
  since: z.string().nullable(),
  subscriptions: z.array(subscriptionSchema),
  recent: z.array(z.object({ at: instantSchema, kind: z.string(), amountFen: z.int(), rating: z.string().nullable() })),
});
export type Customer = z.infer<typeof customerSchema>;

export const IDENTIFIED_BY = ['id-card', 'number'] as const;

export const customersContract = {
  /**
   * Identifies who stands at the counter: by the card just read there, or by a phone number (a payer need not be the
   * owner, so only this number, its balance and the masked name are answered). The finding is journaled with the ticket being served.
   * Errors: customers/no-card-read · customers/not-found · customers/card-expired.
   */
  identify: procedure(
    { access: 'customer.identify' },
    z.strictObject({
      commandId: commandIdSchema,
      counter: counterNumberSchema,
      by: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('id-card') }),
        z.strictObject({ kind: z.literal('number'), number: z.string().regex(/^1[3-9]\d{9}$/) }),
      ]),
    }),
    z.object({ customer: customerSchema, identifiedBy: z.enum(IDENTIFIED_BY) }),
  ),
};
