/** Sign-in and seats: who works where. */
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { commandIdSchema, counterNumberSchema, instantSchema, recordIdSchema, shortTextSchema } from '../values.ts';
import { PASSWORD_LENGTH } from './account-rules.ts';
import { PERMISSIONS, ROLES } from './permissions.ts';

const nothing = z.strictObject({});

export const staffSchema = z.object({
  id: z.string(),
  account: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  permissions: z.array(z.enum(PERMISSIONS)),
  /** Counter the session sits at, if any. */
  counter: z.int().nullable(),
});
export type Staff = z.infer<typeof staffSchema>;

/** `away` = temporary sign-out 临时签退 with its reason; `locked` = idle lock. Both need the password to go on. */
export const seatStateSchema = z.enum(['active', 'locked', 'away']);
export type SeatState = z.infer<typeof seatStateSchema>;

const password = z.string().min(1).max(200);

export const sessionContract = {
  /** Errors: session/wrong-password · session/account-locked · session/account-disabled · session/counter-unknown · session/counter-taken. */
  signIn: procedure(
    { access: 'open' },
    z.strictObject({ account: z.string().trim().min(1).max(64), password, counter: counterNumberSchema.optional() }),
    z.object({ token: z.string(), staff: staffSchema }),
  ),
  current: procedure({ access: 'session', whileLocked: true }, nothing, z.object({ staff: staffSchema, seat: seatStateSchema })),
  signOut: procedure({ access: 'session', whileLocked: true }, nothing, nothing),
  /** Keeps the seat from locking while a person types or clicks; sent at most once a minute. */
  touch: procedure({ access: 'session' }, nothing, nothing),
  lock: procedure({ access: 'session', whileLocked: true }, nothing, nothing),
  /** Temporary sign-out 临时签退: the counter pauses with the reason, the customer's data leaves the screen. Errors: counter/busy. */
  leave: procedure(
    { access: 'session', whileLocked: true },
    z.strictObject({ commandId: commandIdSchema, reason: shortTextSchema }),
    nothing,
  ),
  /** Back to work after lock or leave. Wrong passwords count as in signIn. */
  resume: procedure({ access: 'session', whileLocked: true }, z.strictObject({ password }), z.object({ staff: staffSchema })),
  /**
   * Sets one's own password; one's other sessions end, kiosks and displays one opened included. A wrong current one counts
   * as in signIn. Errors: session/wrong-password · session/account-locked · session/forbidden (a screen has no password).
   */
  changePassword: procedure(
    { access: 'session' },
    z.strictObject({ current: password, next: z.string().min(PASSWORD_LENGTH.least).max(PASSWORD_LENGTH.most) }),
    nothing,
  ),
  /** Gives this screen a session of its own (kiosk, hall display) that survives restarts and never idles out. */
  openStation: procedure(
    { access: 'station.open' },
    z.strictObject({ workplace: z.enum(['kiosk', 'display']) }),
    z.object({ token: z.string(), staff: staffSchema }),
  ),
};

export const stationsContract = {
  /** Exchanges the code shown on the host's screen for a station key (set as cookie and returned). Only with --lan. */
  pair: procedure(
    { access: 'open' },
    z.strictObject({ code: z.string().trim().min(4).max(12), name: shortTextSchema }),
    z.object({ stationKey: z.string() }),
  ),
  /** A fresh one-time code, valid ten minutes. */
  pairingCode: procedure({ access: 'station.open' }, nothing, z.object({ code: z.string(), expiresAt: z.iso.datetime() })),
  /** Paired consoles, the oldest first. */
  list: procedure(
    { access: 'station.open' },
    nothing,
    z.object({ stations: z.array(z.object({ id: recordIdSchema, name: z.string(), pairedAt: instantSchema })) }),
  ),
  /** Its key opens nothing from then on, and what it is watching ends. A seat at its counter stays until released. Errors: stations/unknown. */
  remove: procedure({ access: 'station.open' }, z.strictObject({ commandId: commandIdSchema, station: recordIdSchema }), nothing),
};
