/**
 * Answers of the socket carriers that oRPC gives by itself (no such procedure, a message it cannot read), put into the
 * one shape `{code, message, data}`. What the procedures answer passes untouched.
 */

import { ORPCError } from '@orpc/server';
import { isErrorCode } from '../refused.ts';
import { toAnswer } from './access.ts';

type Result = {
  readonly matched: boolean;
  readonly response?: { readonly status: number; readonly headers: object; readonly body: unknown } | undefined;
};

/** Interceptor for an RPC handler: sees every result before it is sent. */
export function createRpcAnswers(report: (error: unknown) => void) {
  return async <R extends Result>(options: { next(): Promise<R> }): Promise<R> => {
    const result = await options.next();
    const foreign = result.matched ? foreignCode(result.response?.body) : 'NOT_FOUND';
    if (foreign === null) return result;
    const { code, status, message, data } = toAnswer(new ORPCError(foreign), report);
    const body = { json: { defined: false, code, status, message, data: data ?? {} } };
    // The same result with another answer: what R holds besides is kept.
    return { ...result, matched: true, response: { status, headers: {}, body } } as R;
  };
}

/** Code of an error that is not one of ours; null for answers and our own errors. */
function foreignCode(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('json' in body)) return null;
  const { json } = body;
  const isError = typeof json === 'object' && json !== null && 'code' in json && 'status' in json && 'defined' in json;
  return isError && typeof json.code === 'string' && !isErrorCode(json.code) ? json.code : null;
}
