/** What a call to the host can fail with: a code of core/error-codes.ts, `link/lost`, or `link/aborted` when the screen itself gave it up. */
import { ORPCError } from '@orpc/client';

export class HostError extends Error {
  readonly code: string;
  readonly data: unknown;

  constructor(code: string, data?: unknown, options?: ErrorOptions) {
    super(code, options);
    this.name = 'HostError';
    this.code = code;
    this.data = data;
  }
}

/** The code of anything thrown; what is no host error counts as `internal/failure`. */
export const codeOf = (error: unknown): string => (error instanceof HostError ? error.code : 'internal/failure');

/** Codes after which nobody at this screen knows whether the host did it: no answer came, or it broke while answering. */
const UNANSWERED: readonly string[] = ['link/lost', 'internal/failure'];

/** True when the host may or may not have done it: press again with the same command id. */
export const isUnanswered = (error: unknown): boolean => UNANSWERED.includes(codeOf(error));

/** Turns what the carrier threw into a host error. A carrier that closed has no oRPC error to offer. */
export function hostErrorFrom(error: unknown): HostError {
  if (error instanceof HostError) return error;
  if (error instanceof ORPCError) return new HostError(error.code, error.data, { cause: error });
  if (error instanceof DOMException && error.name === 'AbortError') return new HostError('link/aborted', undefined, { cause: error });
  return new HostError('link/lost', undefined, { cause: error });
}
