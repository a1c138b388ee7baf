/** Accounts of the store's people. */
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { commandIdSchema, instantSchema, shortTextSchema } from '../values.ts';
import { ACCOUNT_NAME, PASSWORD_LENGTH, STAFF_ROLES } from './account-rules.ts';
import { ROLES } from './permissions.ts';

const accountName = z.string().trim().regex(ACCOUNT_NAME);
const newPassword = z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most);

export const accountSchema = z.object({
  account: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabled: z.boolean(),
  lockedUntil: instantSchema.nullable(),
});
export type AccountView = z.infer<typeof accountSchema>;

export const accountsContract = {
  list: procedure({ access: 'accounts.manage' }, z.strictObject({}), z.object({ accounts: z.array(accountSchema) })),
  /** Errors: accounts/name-taken. */
  create: procedure(
    { access: 'accounts.manage' },
    z.strictObject({
      commandId: commandIdSchema,
      account: accountName,
      name: shortTextSchema,
      role: z.enum(STAFF_ROLES),
      password: newPassword,
    }),
    z.object({ account: accountSchema }),
  ),
  /** A new password also unlocks, and ends the account's other sessions. Errors: accounts/unknown · accounts/own-account. */
  change: procedure(
    { access: 'accounts.manage' },
    z.strictObject({
      commandId: commandIdSchema,
      account: accountName,
      password: newPassword.optional(),
      disabled: z.boolean().optional(),
    }),
    z.object({ account: accountSchema }),
  ),
};
