import { ERROR_STATUS, type ErrorCode } from './error-codes.ts';

/**
 * The store's refusal of a call, by stable code. Thrown inside a command it undoes the command alone;
 * at the border it becomes `{code, message, data}`. The message is for engineers, people read the code's sentence.
 */
export class Refused extends Error {
  readonly code: ErrorCode;
  readonly data: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, data: Readonly<Record<string, unknown>> = {}, cause?: unknown) {
    super(message, { cause });
    this.name = 'Refused';
    this.code = code;
    this.data = data;
  }

  get status(): number {
    return ERROR_STATUS[this.code];
  }
}

/** True for codes of the table above: used where errors of native/ and db/ come in. */
export function isErrorCode(code: unknown): code is ErrorCode {
  return typeof code === 'string' && Object.hasOwn(ERROR_STATUS, code);
}
