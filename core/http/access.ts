/**
 * The border: who is calling, may they, and in what words they are refused. Every procedure passes here before its
 * input is even looked at, so that a stranger learns nothing from validation.
 */
import { ORPCError, ValidationError } from '@orpc/server';
import { DeviceError } from '../../native/device-error.ts';
import { ERROR_STATUS, type ErrorCode } from '../error-codes.ts';
import type { ProcedureMeta } from '../procedure.ts';
import { isErrorCode, Refused } from '../refused.ts';
import type { LiveSession } from '../session/live-sessions.ts';

/** Where a call comes from, as the carrier knows it. */
export type Caller = {
  /** Bearer token, if any. */
  readonly token: string | null;
  /** Station id: `host` for this machine, a paired station's id, or null for a stranger on the network. */
  readonly station: string | null;
};

/** Throws unless the caller may use a procedure; answers with the session (null only for open ones). */
export function admit(
  meta: ProcedureMeta,
  caller: Caller,
  find: (token: string) => LiveSession | null,
  isPairing: boolean,
): LiveSession | null {
  if (caller.station === null && !isPairing) throw new Refused('stations/pairing-required', 'This machine is not paired with the store');
  if (meta.access === 'open') return null;
  const session = caller.token === null ? null : find(caller.token);
  if (!session) throw new Refused('session/required', 'Sign in first');
  if (meta.access !== 'session' && !session.permissions.includes(meta.access)) {
    throw new Refused('session/forbidden', `The role ${session.role} may not`, { permission: meta.access });
  }
  if (session.seat !== 'active' && !meta.whileLocked)
    throw new Refused('session/locked', `The seat is ${session.seat}`, { seat: session.seat });
  return session;
}

/** Any error of a call as the one shape it is answered in. Unknown ones are `internal/failure`, and `report` gets the cause. */
export function toAnswer(error: unknown, report: (error: unknown) => void): ORPCError<ErrorCode, unknown> {
  if (error instanceof Refused) return answer(error.code, error.message, error.data);
  if (error instanceof DeviceError && isErrorCode(error.code)) return answer(error.code, error.message, {});
  if (error instanceof ORPCError) return fromOrpc(error, report);
  report(error);
  return answer('internal/failure', 'Something went wrong in the store host', {});
}

function fromOrpc(error: ORPCError<string, unknown>, report: (error: unknown) => void): ORPCError<ErrorCode, unknown> {
  // Already ours.
  if (isErrorCode(error.code)) return answer(error.code, error.message, error.data);
  switch (error.code) {
    case 'BAD_REQUEST':
    case 'UNPROCESSABLE_CONTENT':
    case 'UNSUPPORTED_MEDIA_TYPE':
      return answer('input/invalid', 'The input does not fit', { issues: issuesOf(error) });
    case 'PAYLOAD_TOO_LARGE':
      return answer('input/too-large', 'The input is too large', {});
    case 'NOT_FOUND':
    case 'METHOD_NOT_SUPPORTED':
      return answer('procedure/unknown', 'There is no such procedure', {});
    default:
      report(error);
      return answer('internal/failure', 'Something went wrong in the store host', {});
  }
}

/** Field by field: `{path, message}`; never the value, which may be personal. */
function issuesOf(error: ORPCError<string, unknown>): readonly { readonly path: string; readonly message: string }[] {
  if (!(error.cause instanceof ValidationError)) return [{ path: '', message: error.message }];
  return error.cause.issues.slice(0, 20).map((issue) => ({
    path: (issue.path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.'),
    message: issue.message,
  }));
}

function answer(code: ErrorCode, message: string, data: unknown): ORPCError<ErrorCode, unknown> {
  return new ORPCError(code, { status: ERROR_STATUS[code], message, data, defined: false });
}
