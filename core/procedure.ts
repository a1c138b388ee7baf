/**
 * How every procedure of the contract is declared: the permission it needs stands beside its schemas,
 * and inputs are strict objects, so that an unknown field is refused rather than ignored.
 */
import { type AnySchema, oc } from '@orpc/contract';
import type { Permission } from './session/permissions.ts';

/** `open` = needs no session (sign-in and the like); `session` = any live session; otherwise the named permission. */
export type Access = 'open' | 'session' | Permission;

export type ProcedureMeta = {
  readonly access: Access;
  /** Callable while the session is locked or away (sign-out, resume). */
  readonly whileLocked?: boolean;
};

const base = oc.$meta<ProcedureMeta>({ access: 'session' });

/** Declares one procedure: who may call it, what it takes, what it answers. */
export function procedure<I extends AnySchema, O extends AnySchema>(meta: ProcedureMeta, input: I, output: O) {
  return base.meta(meta).input(input).output(output);
}
