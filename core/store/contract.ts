/** What a screen needs to know of the store before and after sign-in. */
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { COUNTER_STATES } from '../queue/contract.ts';
import { ROLES } from '../session/permissions.ts';
import { fenSchema, instantSchema } from '../values.ts';

const nothing = z.strictObject({});

export const welcomeSchema = z.object({
  version: z.string(),
  /** True in the demo store only. */
  demo: z.boolean(),
  /** Host's clock, for showing how far a screen's clock is off. */
  now: instantSchema,
  store: z.object({
    code: z.string(),
    name: z.string(),
    operator: z.string(),
    storeClass: z.string(),
    timeZone: z.string(),
    hotline: z.string(),
    hours: z.object({ opens: z.string(), closes: z.string() }),
  }),
  counters: z.array(z.object({ counter: z.int(), state: z.enum(COUNTER_STATES), taken: z.boolean() })),
  /** Accounts to try in the demo store; empty elsewhere. */
  demoAccounts: z.array(z.object({ account: z.string(), name: z.string(), role: z.enum(ROLES) })),
});
export type Welcome = z.infer<typeof welcomeSchema>;

export const storeContract = {
  welcome: procedure({ access: 'open' }, nothing, welcomeSchema),
  /** Settings the screens follow. */
  settings: procedure(
    { access: 'session' },
    nothing,
    z.object({
      idleLockMinutes: z.int(),
      recallLimit: z.int(),
      digitOne: z.enum(['yi', 'yao']),
      quickAmountsFen: z.array(fenSchema),
      defaultFloatFen: fenSchema,
      notices: z.array(z.object({ text: z.string(), textEn: z.string() })),
      pauseReasons: z.array(z.string()),
      /** Names of the queue dispensers a kiosk may print on. */
      dispensers: z.array(z.string()),
    }),
  ),
};
