/** The contract as a list: tests that iterate it cover a new procedure by themselves. */
import { contract } from '../../core/contract.ts';
import type { ProcedureMeta } from '../../core/procedure.ts';

export type NamedProcedure = { readonly name: string; readonly meta: ProcedureMeta; readonly fields: readonly string[] };

type Declared = { readonly '~orpc': { readonly meta: ProcedureMeta; readonly inputSchema?: unknown } };

/** Names of the fields of a procedure's input: its schema is a strict object. */
function fieldsOf(schema: unknown): readonly string[] {
  // zod's objects carry their fields in `shape`.
  const { shape } = schema as { readonly shape?: Readonly<Record<string, unknown>> };
  if (!shape) throw new Error('An input is not an object: unknown fields could not be refused');
  return Object.keys(shape);
}

/** `queue.issue` and so on, in the order of the contract. */
export const EVERY_PROCEDURE: readonly NamedProcedure[] = Object.entries(contract).flatMap(([area, verbs]) =>
  Object.entries(verbs).map(([verb, declared]) => {
    const { meta, inputSchema } = (declared as unknown as Declared)['~orpc']; // Each was made by `procedure`.
    return { name: `${area}.${verb}`, meta, fields: fieldsOf(inputSchema) };
  }),
);
