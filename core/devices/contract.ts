/** Devices as the store's people see and use them. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { commandIdSchema, counterNumberSchema, instantSchema, recordIdSchema } from '../values.ts';

export const DEVICE_CONDITIONS = [
  'paper-near-end',
  'paper-out',
  'cover-open',
  'cutter-error',
  'printer-error',
  'not-responding',
  'self-test-failed',
] as const;

export const deviceViewSchema = z.object({
  name: z.string(),
  kind: z.enum(['QueueDispenser', 'IdCardReader', 'PosPrinter', 'RatingPad', 'LineDisplay', 'Scanner']),
  counter: z.int().nullable(),
  protocol: z.string(),
  /** e.g. `simulator (pty)`, `serial /dev/ttyUSB0 115200`, `tcp 10.0.0.7:9100`. */
  connectionText: z.string(),
  connection: z.enum(['closed', 'connecting', 'online', 'offline']),
  conditions: z.array(z.enum(DEVICE_CONDITIONS)),
  lastError: z.object({ code: z.string(), at: instantSchema }).nullable(),
  since: instantSchema,
});
export type DeviceView = z.infer<typeof deviceViewSchema>;

export const printJobSchema = z.object({
  id: recordIdSchema,
  kind: z.enum(['ticket', 'receipt']),
  /** Ticket or transaction it is for. */
  subject: recordIdSchema,
  title: z.string(),
  device: z.string(),
  /** 0 = original, 1… = 补打 with that count. */
  copy: z.int(),
  /** printing covers checking, sending, confirming; held = the unit stopped and goes on by itself once mended. */
  state: z.enum(['printing', 'held', 'printed', 'not-printed', 'unknown']),
  reason: z.string().nullable(),
  createdAt: instantSchema,
});
export type PrintJobView = z.infer<typeof printJobSchema>;

export const devicesPictureSchema = z.object({
  asOf: instantSchema,
  devices: z.array(deviceViewSchema),
  /** Jobs not ended well, and the last ended ones, newest first. */
  jobs: z.array(printJobSchema),
});
export type DevicesPicture = z.infer<typeof devicesPictureSchema>;

export const idCardSchema = z.object({
  kind: z.enum(['resident', 'foreign-2017', 'foreign-2023', 'hmt-residence']),
  name: z.string(),
  englishName: z.string().nullable(),
  sex: z.enum(['unknown', 'male', 'female', 'not-stated']),
  nation: z.object({ code: z.string(), name: z.string() }).nullable(),
  country: z.string().nullable(),
  birth: z.string(),
  address: z.string().nullable(),
  number: z.string(),
  issuer: z.string().nullable(),
  validFrom: z.string(),
  validTo: z.string().nullable(),
  permitNumber: z.string().nullable(),
  /** Against the store's business day. */
  expired: z.boolean(),
});
export type IdCardView = z.infer<typeof idCardSchema>;

const nothing = z.strictObject({});

export const devicesContract = {
  list: procedure({ access: 'devices.watch' }, nothing, devicesPictureSchema),
  watch: procedure({ access: 'devices.watch' }, nothing, eventIterator(devicesPictureSchema)),
  /**
   * Reads the card on the counter's reader, waiting up to 15 s for one. The host keeps the reading for
   * ten minutes for customers.identify. Errors: devices/none-at-counter · device/* · card/*.
   */
  readIdCard: procedure(
    { access: 'customer.identify' },
    z.strictObject({ counter: counterNumberSchema }),
    z.object({ card: idCardSchema }),
  ),
  /** A person cleared a jammed cutter: the printer goes on from the failed line. Errors: devices/unknown · device/offline. */
  recover: procedure(
    { access: 'devices.decide' },
    z.strictObject({ commandId: commandIdSchema, device: z.string().min(1).max(64) }),
    nothing,
  ),
  /** A person looked at the paper of a job whose outcome no one knows. Errors: devices/job-unknown · devices/job-settled. */
  decideJob: procedure(
    { access: 'devices.decide' },
    z.strictObject({ commandId: commandIdSchema, job: recordIdSchema, printed: z.boolean() }),
    z.object({ job: printJobSchema }),
  ),
};
