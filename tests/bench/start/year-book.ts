/** Writing many days at once: the store's own statements and hash chain, without commands, one transaction for each day. */
import { createIds } from '../../../core/ids.ts';
import { chainHash, GENESIS_HASH, type NewEntry } from '../../../core/journal/entry.ts';
import { createStatements, type Statements } from '../../../core/statements.ts';
import type { ReadableDb, Tx } from '../../../db/database.ts';

/** What a day is written with. */
export type Book = {
  readonly tx: Tx;
  readonly statements: Statements;
  readonly clerks: readonly string[];
  readonly subscriptions: readonly { readonly id: string; readonly customer: string }[];
  /** A new id as of `at`, in order. */
  id(at: number): string;
  /** Appends a fact to the chain; returns its sequence number. */
  state(entry: NewEntry, at: number, actor: string): number;
};

export function openYearBook(db: ReadableDb): { on(tx: Tx): Book } {
  const statements = createStatements(db);
  let now = 0;
  const ids = createIds({ now: () => now }, seededBytes(20250101));
  const last = statements.journal.last();
  let head = { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS_HASH };
  const clerks = ['clerk1', 'clerk2'].flatMap((name) => statements.people.accountNamed(name)?.id ?? []);
  const subscriptions = db.prepare<[], { readonly id: string; readonly customer: string }>('SELECT id, customer FROM subscription').all();

  function id(at: number): string {
    now = at;
    return ids.next();
  }

  return {
    on: (tx) => ({
      tx,
      statements,
      clerks,
      subscriptions,
      id,
      state(entry, at, actor) {
        const seq = head.seq + 1;
        const data = JSON.stringify(entry.data);
        const row = { seq, id: id(at), type: entry.type, subject: entry.subject, time: at, actor, station: 'host', data };
        head = { seq, hash: chainHash(head.hash, row) };
        statements.journal.append(tx, { ...row, hash: head.hash });
        return seq;
      },
    }),
  };
}

/** The same bytes every time (xorshift32): ids of a made-up year are no secrets. */
function seededBytes(seed: number): (size: number) => Uint8Array {
  let state = seed;
  return (size) => {
    const bytes = new Uint8Array(size);
    for (let index = 0; index < size; index += 1) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      bytes[index] = state & 0xff;
    }
    return bytes;
  };
}
