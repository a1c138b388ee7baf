/** Walks the chain and says where it breaks. Reads only; usable on a copy of the store. */
import type { JournalRow, JournalStatements } from '../../db/journal.ts';
import { chainHash, GENESIS_HASH } from './entry.ts';

export type ChainFinding = { readonly seq: number; readonly problem: 'missing' | 'hash-mismatch' };
export type ChainReport = { readonly entries: number; readonly lastSeq: number; readonly findings: readonly ChainFinding[] };

const BATCH = 5000;

/**
 * Verifies the journal from `fromSeq` (default the beginning; later starts trust the hash stored just before).
 * @param heed Sees every entry in order.
 * @returns At most 20 findings; none means: nothing changed, nothing put in between, nothing removed but at the end (see verify-state).
 */
export function verifyChain(
  journal: Pick<JournalStatements, 'from'>,
  fromSeq = 1,
  heed: (row: JournalRow) => void = () => undefined,
): ChainReport {
  const findings: ChainFinding[] = [];
  let previous: Uint8Array = fromSeq === 1 ? GENESIS_HASH : (journal.from(fromSeq - 1, 1)[0]?.hash ?? GENESIS_HASH);
  let expected = fromSeq;
  let entries = 0;
  for (;;) {
    const rows = journal.from(expected, BATCH);
    for (const row of rows) {
      if (row.seq !== expected) findings.push({ seq: expected, problem: 'missing' });
      if (!equalBytes(chainHash(previous, row), row.hash)) findings.push({ seq: row.seq, problem: 'hash-mismatch' });
      if (findings.length >= 20) return { entries, lastSeq: row.seq, findings };
      heed(row);
      previous = row.hash;
      expected = row.seq + 1;
      entries += 1;
    }
    if (rows.length < BATCH) return { entries, lastSeq: expected - 1, findings };
  }
}

function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
