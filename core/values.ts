/**
 * Values that cross the house: ids, money, counters, days. The zod schemas stand at the border; inside, the types do.
 * Pure: imported by contracts and screens as well.
 */
import { z } from 'zod';

/** Client-made id of one intended change (UUID, any version, either case). Sending it again changes nothing. */
export const commandIdSchema = z.uuid().toLowerCase();

/** Id of a record made by the store (UUIDv7). */
export const recordIdSchema = z.uuid();

/** Number on the counter plate, from 1. Digits as text are taken too: plates, settings and LED boards write them so. */
export const counterNumberSchema = z.union([
  z.int().min(1).max(999),
  z
    .string()
    .regex(/^[1-9]\d{0,2}$/)
    .transform(Number),
]);

/** Letter of a service (业务类别), the first sign of its tickets. */
export const serviceLetterSchema = z.string().regex(/^[A-Z]$/);

/** Money in integer fen (1/100 yuan), never negative at the border. The bound keeps sums far inside safe integers. */
export const fenSchema = z.int().min(0).max(100_000_000_00);

/** Instant as RFC 3339 text in UTC. */
export const instantSchema = z.iso.datetime();

/** Business day YYYY-MM-DD in the store's zone. */
export const businessDaySchema = z.iso.date();

export const LANES = ['ordinary', 'appointment', 'vip', 'care', 'group'] as const;
/** 通道: which queue within a service a visitor waits in. */
export const laneSchema = z.enum(LANES);
export type Lane = z.infer<typeof laneSchema>;

/** Text of people: bounded, no control characters. */
export const shortTextSchema = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}*$/u);
