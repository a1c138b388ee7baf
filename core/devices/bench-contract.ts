/** The device bench: hands for the simulated devices, in the demo store and for training. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from '../procedure.ts';
import { instantSchema } from '../values.ts';
import { paperSchema } from './paper.ts';

const printerTwinSchema = z.object({
  paper: z.enum(['ok', 'near-end', 'out']),
  coverOpen: z.boolean(),
  cutterJammed: z.boolean(),
  /** Cut pieces not yet torn off, newest first, at most 6. */
  pieces: z.array(paperSchema),
  /** Printed but not cut yet. */
  current: paperSchema,
});

export const twinStateSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('IdCardReader'),
    plugged: z.boolean(),
    card: z.string().nullable(),
    cards: z.array(z.object({ id: z.string(), kind: z.string(), name: z.string(), number: z.string(), expired: z.boolean() })),
  }),
  z.object({ kind: z.literal('PosPrinter'), plugged: z.boolean(), printer: printerTwinSchema }),
  z.object({
    kind: z.literal('QueueDispenser'),
    plugged: z.boolean(),
    buttons: z.array(z.object({ button: z.int(), service: z.string(), name: z.string() })),
    printer: printerTwinSchema,
  }),
  z.object({ kind: z.literal('RatingPad'), plugged: z.boolean(), asking: z.boolean(), silent: z.boolean() }),
]);
export type TwinState = z.infer<typeof twinStateSchema>;

export const benchDeviceSchema = z.object({
  name: z.string(),
  counter: z.int().nullable(),
  line: z.enum(['pty', 'tcp']),
  path: z.string(),
  twin: twinStateSchema,
});
export type BenchDevice = z.infer<typeof benchDeviceSchema>;

export const benchPictureSchema = z.object({ asOf: instantSchema, devices: z.array(benchDeviceSchema) });

export const benchActionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('press-button'), button: z.int().min(1).max(64) }),
  z.strictObject({ do: z.literal('place-card'), card: z.string().min(1).max(64) }),
  z.strictObject({ do: z.literal('remove-card') }),
  /** The next read finds the card moved away, a non-ID card, or one bad checksum. */
  z.strictObject({ do: z.literal('reader-fault'), fault: z.enum(['moved', 'not-an-id-card', 'checksum']) }),
  z.strictObject({ do: z.literal('set-paper'), paper: z.enum(['ok', 'near-end', 'out']) }),
  /** Paper runs out after so many more lines. */
  z.strictObject({ do: z.literal('paper-left'), lines: z.int().min(0).max(1000) }),
  z.strictObject({ do: z.literal('set-cover'), open: z.boolean() }),
  z.strictObject({ do: z.literal('set-cutter'), jammed: z.boolean() }),
  z.strictObject({ do: z.literal('power-cycle') }),
  z.strictObject({ do: z.literal('tear') }),
  z.strictObject({ do: z.literal('press-rating'), rating: z.enum(['very-satisfied', 'satisfied', 'average', 'dissatisfied']) }),
  z.strictObject({ do: z.literal('set-silent'), silent: z.boolean() }),
  z.strictObject({ do: z.literal('set-plugged'), plugged: z.boolean() }),
]);
export type BenchAction = z.infer<typeof benchActionSchema>;

export const traceSchema = z.object({
  device: z.string(),
  at: instantSchema,
  direction: z.enum(['out', 'in']),
  /** Upper-case hex, bytes separated by spaces; long frames are cut with … and keep their true length. */
  hex: z.string(),
  length: z.int(),
  meaning: z.string().nullable(),
});
export type Trace = z.infer<typeof traceSchema>;

export const benchContract = {
  /** Errors: bench/no-simulators when the store has none. */
  watch: procedure({ access: 'bench.use' }, z.strictObject({}), eventIterator(benchPictureSchema)),
  /** Errors: devices/unknown · bench/not-simulated · bench/not-for-this-device. */
  act: procedure(
    { access: 'bench.use' },
    z.strictObject({ device: z.string().min(1).max(64), action: benchActionSchema }),
    z.strictObject({}),
  ),
  /** Bytes on the wire: the last 200 entries at once, then as they come, in batches. */
  trace: procedure(
    { access: 'bench.use' },
    z.strictObject({ device: z.string().min(1).max(64).optional() }),
    eventIterator(z.array(traceSchema)),
  ),
};
