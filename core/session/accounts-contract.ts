/** Accounts of the store's people. */
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { commandIdSchema, instantSchema, shortTextSchema } from '../values.ts';
import { ROLES } from './permissions.ts';

/** Roles of people; screens get theirs by opening a station. */
export const STAFF_ROLES = ROLES.filter((role) => role !== 'kiosk' && role !== 'display');

const accountName = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,31}$/);
const newPassword = z.string().min(8).max(200);

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
  /** A new password also unlocks. Errors: accounts/unknown · accounts/own-account. */
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
