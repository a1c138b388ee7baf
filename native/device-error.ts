/** Stable codes of everything a device can do wrong; the screens turn them into a clerk's sentence. */
export const DEVICE_ERROR_CODES = [
  'device/offline',
  'device/timeout',
  'device/aborted',
  'device/fault',
  'device/busy',
  'device/protocol',
  'device/unsupported',
  'card/moved',
  'card/not-an-id-card',
  'card/rejected',
  'card/unreadable',
] as const;
export type DeviceErrorCode = (typeof DEVICE_ERROR_CODES)[number];

/** An error of a device or its line. The message is for engineers; people see the code's sentence. */
export class DeviceError extends Error {
  readonly code: DeviceErrorCode;
  readonly context: Readonly<Record<string, unknown>>;

  constructor(code: DeviceErrorCode, message: string, context: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, { cause });
    this.name = 'DeviceError';
    this.code = code;
    this.context = context;
  }
}
