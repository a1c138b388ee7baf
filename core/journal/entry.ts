/**
 * What an entry of the journal is and how the chain is made. Pure but for the hash.
 *
 *   hash(n) = SHA-256( hash(n-1) ‖ UTF-8 of the JSON array [seq,id,type,subject,time,actor,station,data] )
 *
 * hash(0) is 32 zero bytes. `data` enters as its JSON text, exactly as stored.
 */
import { createHash } from 'node:crypto';

/** A fact as a service states it; the journal adds seq, id, time, actor, station and hash. */
export type NewEntry = {
  /** Past-tense fact, `ticket.issued`. */
  readonly type: string;
  /** `ticket/0190…`: what it happened to. */
  readonly subject: string;
  /** No personal data in clear: ids, or fields sealed under the customer's key. */
  readonly data: Readonly<Record<string, unknown>>;
};

export type Entry = NewEntry & {
  readonly seq: number;
  readonly id: string;
  readonly time: number;
  readonly actor: string;
  readonly station: string;
};

export const GENESIS_HASH: Uint8Array = new Uint8Array(32);

type Hashed = {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly time: number;
  readonly actor: string;
  readonly station: string;
  readonly data: string;
};

/** Hash of one stored entry, given the hash of the one before. 32 bytes. */
export function chainHash(previous: Uint8Array, row: Hashed): Uint8Array {
  const text = JSON.stringify([row.seq, row.id, row.type, row.subject, row.time, row.actor, row.station, row.data]);
  return createHash('sha256').update(previous).update(text).digest();
}
