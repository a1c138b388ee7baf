/**
 * The settings file `store.json`: its schema, its reading, and errors that name the field.
 * Everything a store may differ in is here, with the default a small hall would want.
 */
import { z } from 'zod';
import { laneSchema, serviceLetterSchema } from '../values.ts';

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day as HH:MM');
const port = z.int().min(1).max(65535);

const transportSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('serial'), path: z.string().min(1), baudRate: z.int().min(300).max(921_600).optional() }),
  z.strictObject({ type: z.literal('hid'), vendorId: z.int().min(0).max(0xffff), productId: z.int().min(0).max(0xffff) }),
  z.strictObject({ type: z.literal('tcp'), host: z.string().min(1), port }),
  z.strictObject({ type: z.literal('simulator') }),
]);

export const deviceSettingsSchema = z.strictObject({
  name: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$/, 'letters, digits, spaces, dots, dashes; at most 64'),
  kind: z.enum(['QueueDispenser', 'IdCardReader', 'PosPrinter', 'RatingPad', 'LineDisplay', 'Scanner']),
  counter: z.int().min(1).max(999).optional(),
  protocol: z.string().min(1),
  transport: transportSchema,
  /** Ticket printer of a QueueDispenser. */
  printer: z.strictObject({ protocol: z.string().min(1), transport: transportSchema }).optional(),
});

const serviceSettingsSchema = z.strictObject({
  letter: serviceLetterSchema,
  name: z.string().min(1).max(20),
  nameEn: z.string().min(1).max(40),
  description: z.string().max(60).default(''),
  descriptionEn: z.string().max(120).default(''),
  /** Lane of its tickets when the taker does not say. */
  lane: laneSchema.default('ordinary'),
  targetWaitMinutes: z.int().min(1).max(240).default(10),
  targetHandlingMinutes: z.int().min(1).max(240).default(8),
});

const counterSettingsSchema = z.strictObject({
  counter: z.int().min(1).max(999),
  /** Letters it serves; absent = all. */
  services: z.array(serviceLetterSchema).min(1).optional(),
});

export const storeSettingsSchema = z
  .strictObject({
    code: z.string().regex(/^[A-Za-z0-9-]{1,32}$/, 'letters, digits and dashes; at most 32'),
    name: z.string().min(1).max(40),
    operator: z.string().min(1).max(40),
    storeClass: z.enum(['flagship', 'ordinary', 'community', 'agent']).default('ordinary'),
    timeZone: z.string().refine(isTimeZone, 'an IANA time zone such as Asia/Shanghai').default('Asia/Shanghai'),
    hours: z.strictObject({ opens: time, closes: time }).default({ opens: '08:30', closes: '18:00' }),
    hotline: z.string().max(40).default(''),
    services: z.array(serviceSettingsSchema).min(1).max(26),
    counters: z.array(counterSettingsSchema).min(1).max(200),
    devices: z.array(deviceSettingsSchema).max(1000).default([]),
    /** Letter behind each button of the dispenser's panel, first button first. */
    dispenserButtons: z.array(serviceLetterSchema).max(64).default([]),
    queue: z
      .strictObject({
        /** Minutes count this much per lane (domain: VIP 1.6, care 2, appointment 1.5). */
        laneWeights: z
          .strictObject({
            ordinary: z.number().min(0.1).max(10).default(1),
            appointment: z.number().min(0.1).max(10).default(1.5),
            vip: z.number().min(0.1).max(10).default(1.6),
            care: z.number().min(0.1).max(10).default(2),
            group: z.number().min(0.1).max(10).default(1.2),
          })
          .prefault({}),
        /** An ordinary ticket that waited this long goes before every lane's ticket that has not waited an hour itself (see queue/policy.ts). */
        ordinaryMaxWaitMinutes: z.int().min(1).max(480).default(20),
        recallLimit: z.int().min(0).max(10).default(3),
      })
      .prefault({}),
    voice: z.strictObject({ digitOne: z.enum(['yi', 'yao']).default('yi') }).prefault({}),
    session: z
      .strictObject({
        idleLockMinutes: z.int().min(1).max(120).default(5),
        wrongPasswordLimit: z.int().min(3).max(20).default(5),
        lockMinutes: z.int().min(1).max(1440).default(15),
      })
      .prefault({}),
    payment: z
      .strictObject({
        quickAmountsYuan: z.array(z.int().min(1).max(10_000)).max(8).default([30, 50, 100, 200, 300, 500]),
        /** Cash over this needs an approval that this version does not have, so it is refused. */
        cashLimitYuan: z.int().min(1).max(1_000_000).default(20_000),
        defaultFloatYuan: z.int().min(0).max(100_000).default(500),
      })
      .prefault({}),
    notices: z
      .array(z.strictObject({ text: z.string().min(1).max(80), textEn: z.string().max(160).default('') }))
      .max(20)
      .default([]),
    pauseReasons: z.array(z.string().min(1).max(20)).min(1).max(12).default(['取单据', '用餐', '会议', '其他']),
    headOffice: z.strictObject({ url: z.url() }).optional(),
  })
  .superRefine((settings, context) => {
    const letters = new Set(settings.services.map((service) => service.letter));
    if (letters.size !== settings.services.length) {
      context.addIssue({ code: 'custom', path: ['services'], message: 'two services share a letter' });
    }
    const counters = new Set(settings.counters.map((counter) => counter.counter));
    if (counters.size !== settings.counters.length)
      context.addIssue({ code: 'custom', path: ['counters'], message: 'a counter number stands twice' });
    settings.counters.forEach((counter, index) => {
      counter.services?.forEach((letter, at) => {
        if (!letters.has(letter)) {
          context.addIssue({ code: 'custom', path: ['counters', index, 'services', at], message: `there is no service ${letter}` });
        }
      });
    });
    settings.dispenserButtons.forEach((letter, at) => {
      if (!letters.has(letter))
        context.addIssue({ code: 'custom', path: ['dispenserButtons', at], message: `there is no service ${letter}` });
    });
    const names = new Set<string>();
    settings.devices.forEach((device, index) => {
      if (names.has(device.name))
        context.addIssue({ code: 'custom', path: ['devices', index, 'name'], message: `two devices are named ${device.name}` });
      names.add(device.name);
      if (device.counter !== undefined && !counters.has(device.counter)) {
        context.addIssue({ code: 'custom', path: ['devices', index, 'counter'], message: `there is no counter ${device.counter}` });
      }
    });
  });

export type StoreSettings = z.infer<typeof storeSettingsSchema>;
/** As written in the file, defaults still open. */
export type StoreSettingsFile = z.input<typeof storeSettingsSchema>;

/** A settings file that cannot be used. `problems` name the fields, one line each. */
export class SettingsError extends Error {
  readonly code = 'settings/invalid';
  readonly problems: readonly string[];

  constructor(file: string, problems: readonly string[]) {
    super(`${file} cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`);
    this.name = 'SettingsError';
    this.problems = problems;
  }
}

/**
 * Reads the text of a settings file.
 * @throws SettingsError naming every field that is wrong, e.g. `counters[2].services[0]: there is no service Q`.
 */
export function parseSettings(text: string, file = 'store.json'): StoreSettings {
  let json: unknown;
  try {
    // Editors on Windows put a byte-order mark before the text.
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new SettingsError(file, [`not JSON: ${error instanceof Error ? error.message : String(error)}`]);
  }
  const parsed = storeSettingsSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new SettingsError(
    file,
    parsed.error.issues.map((issue) => `${fieldPath(issue.path)}: ${issue.message}`),
  );
}

function fieldPath(path: readonly PropertyKey[]): string {
  if (path.length === 0) return '(whole file)';
  return path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('');
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}
