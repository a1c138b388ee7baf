/** What a person reads when a call fails: what happened, then whether money or data is touched and what to do now. */
import { ERROR_STATUS } from '../../core/error-codes.ts';
import { codeOf } from './link/host-error.ts';
import { m } from './messages/messages.js';

/** Every code a screen can meet: those of the host, and the lost link, which no host can answer. */
export const SCREEN_CODES: readonly string[] = [...Object.keys(ERROR_STATUS), 'link/lost'];

export type ErrorText = {
  readonly code: string;
  /** What happened. */
  readonly title: string;
  /** Whether money or data is touched, and what to do now. */
  readonly advice: string;
};

/** Catalogue key of a code: `payments/over-limit` → `error_payments_over_limit`. */
export const errorKey = (code: string): string => `error_${code.replace(/[/-]/g, '_')}`;

function message(key: string): string | null {
  // The key is computed, so the catalogue is looked at as the plain table it is.
  const text = (m as unknown as Readonly<Record<string, (() => string) | undefined>>)[key];
  return text ? text() : null;
}

/** The sentences of a code in the language in use; a code without any reads as `internal/failure`, keeping its code. */
export function errorText(error: unknown): ErrorText {
  const code = typeof error === 'string' ? error : codeOf(error);
  const key = errorKey(code);
  return {
    code,
    title: message(key) ?? m.error_internal_failure(),
    advice: message(`${key}_then`) ?? m.error_internal_failure_then(),
  };
}

/** Both sentences in one, for where there is a single line. */
export function errorSentence(error: unknown): string {
  const { title, advice } = errorText(error);
  return m.lib_two_sentences({ first: title, second: advice });
}
