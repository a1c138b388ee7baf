/** Transactions at the counter and the cash drawer under it. */
import { z } from 'zod';
import { printJobSchema } from '../devices/contract.ts';
import { paperSchema } from '../devices/paper.ts';
import { procedure } from '../procedure.ts';
import { businessDaySchema, commandIdSchema, counterNumberSchema, fenSchema, instantSchema, recordIdSchema } from '../values.ts';

/** Notes and coins handed back, largest first. */
const changeSchema = z.array(z.object({ valueFen: z.int(), count: z.int() }));

export const transactionSchema = z.object({
  id: recordIdSchema,
  /** Printed number: business day + five digits, e.g. 2026031000482. */
  serial: z.string(),
  kind: z.literal('payment'),
  counter: z.int(),
  clerk: z.object({ account: z.string(), name: z.string() }),
  ticket: z.object({ id: recordIdSchema, number: z.string() }).nullable(),
  customer: z.object({ id: recordIdSchema, maskedName: z.string() }),
  subscription: z.object({ id: recordIdSchema, maskedNumber: z.string() }),
  amountFen: fenSchema,
  receivedFen: fenSchema,
  changeFen: fenSchema,
  change: changeSchema,
  balanceAfterFen: z.int(),
  at: instantSchema,
  rating: z.string().nullable(),
  /** Last print job of its receipt; null before the first. */
  receipt: printJobSchema.nullable(),
});
export type Transaction = z.infer<typeof transactionSchema>;

const payment = {
  counter: counterNumberSchema,
  subscription: recordIdSchema,
  amountFen: fenSchema.refine((fen) => fen > 0),
  tender: z.strictObject({ kind: z.literal('cash'), receivedFen: fenSchema }),
};

export const transactionsContract = {
  /** The receipt as it would print now, drawn from its bytes. Errors as in pay, without effect. */
  preview: procedure({ access: 'payment.take' }, z.strictObject(payment), z.object({ paper: paperSchema })),
  /**
   * 缴费充值: takes cash into the counter's drawer and credits the account, in one step on disk.
   * Errors: customers/not-identified · payments/not-enough-received · payments/over-limit · payments/fen-in-cash ·
   * drawer/not-open · counter/unknown.
   */
  pay: procedure(
    { access: 'payment.take' },
    z.strictObject({ commandId: commandIdSchema, ...payment }),
    z.object({ transaction: transactionSchema }),
  ),
  /**
   * Prints the receipt; from the second time on it is marked 补打 with its count. Answers once the outcome is known or the
   * printer stopped, or after ten seconds, with the job as it stands (it goes on by itself).
   * Errors: transactions/unknown · devices/none-at-counter.
   */
  print: procedure(
    { access: 'payment.take' },
    z.strictObject({ commandId: commandIdSchema, transaction: recordIdSchema }),
    z.object({ job: printJobSchema }),
  ),
  get: procedure(
    { access: 'payment.take' },
    z.strictObject({ transaction: recordIdSchema }),
    z.object({ transaction: transactionSchema, paper: paperSchema }),
  ),
  /** Of this counter today, newest first, at most 50. */
  today: procedure(
    { access: 'payment.take' },
    z.strictObject({ counter: counterNumberSchema }),
    z.object({ transactions: z.array(transactionSchema) }),
  ),
};

export const drawerSchema = z.object({
  counter: z.int(),
  businessDay: businessDaySchema,
  open: z.boolean(),
  floatFen: fenSchema,
  /** Cash that must be in it by the ledger. */
  balanceFen: z.int(),
});
export type Drawer = z.infer<typeof drawerSchema>;

export const drawerContract = {
  /** Counts the float 备用金 in and opens the drawer for the day. Errors: drawer/already-open · counter/unknown. */
  open: procedure(
    { access: 'drawer.operate' },
    z.strictObject({ commandId: commandIdSchema, counter: counterNumberSchema, floatFen: fenSchema }),
    z.object({ drawer: drawerSchema }),
  ),
  current: procedure({ access: 'drawer.operate' }, z.strictObject({ counter: counterNumberSchema }), z.object({ drawer: drawerSchema })),
};
