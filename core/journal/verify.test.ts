import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import { chainHash } from './entry.ts';
import { SYSTEM } from './journal.ts';
import { verifyChain } from './verify.ts';

let store: MemoryStore;
beforeEach(async () => {
  store = createMemoryStore();
  for (let number = 1; number <= 20; number += 1) {
    await store.journal.run({ type: 'test.say', actor: SYSTEM }, (context) => {
      context.append({ type: 'cash.posted', subject: `ledger/${number}`, data: { amountFen: number } });
    });
  }
  // Whoever tampers with the file is not held up by triggers.
  store.db.exec('DROP TRIGGER journal_is_never_edited; DROP TRIGGER journal_is_never_cut');
});
afterEach(() => store.close());

const findings = (from?: number) => verifyChain(store.statements.journal, from).findings;

test('a chain nobody touched is whole, from its beginning and from any later entry', () => {
  expect(verifyChain(store.statements.journal)).toEqual({ entries: 20, lastSeq: 20, findings: [] });
  expect(verifyChain(store.statements.journal, 11)).toEqual({ entries: 10, lastSeq: 20, findings: [] });
});

test.each(['type', 'subject', 'actor', 'station', 'data', 'time', 'id'])('an edit of %s is found at its entry', (column) => {
  store.db.exec(
    `UPDATE journal SET ${column} = ${column === 'time' ? 'time + 1' : column === 'data' ? `'{"amountFen":1000}'` : `${column} || 'x'`} WHERE seq = 7`,
  );
  expect(findings()).toEqual([{ seq: 7, problem: 'hash-mismatch' }]);
});

test('data written otherwise but meaning the same is found too', () => {
  store.db.exec(`UPDATE journal SET data = '{ "amountFen": 7 }' WHERE seq = 7`);
  expect(findings()).toEqual([{ seq: 7, problem: 'hash-mismatch' }]);
});

test('an edit whose own hash was made right is found at the entry after', () => {
  const [before, row] = store.statements.journal.from(6, 2);
  if (!before || !row) throw new Error('The chain is shorter than it was made');
  const forged = { ...row, data: '{"amountFen":1000}' };
  store.db.prepare('UPDATE journal SET data = ?, hash = ? WHERE seq = 7').run(forged.data, chainHash(before.hash, forged));
  expect(findings()).toEqual([{ seq: 8, problem: 'hash-mismatch' }]);
});

test('a removed entry is missing', () => {
  store.db.exec('DELETE FROM journal WHERE seq = 7');
  expect(findings()).toContainEqual({ seq: 7, problem: 'missing' });
});

test('the first entry removed is missing', () => {
  store.db.exec('DELETE FROM journal WHERE seq = 1');
  expect(findings()).toContainEqual({ seq: 1, problem: 'missing' });
});

test('an entry removed and the others moved up is found', () => {
  store.db.exec('DELETE FROM journal WHERE seq = 7; UPDATE journal SET seq = seq - 1 WHERE seq > 7');
  expect(findings()[0]).toEqual({ seq: 7, problem: 'hash-mismatch' });
});

test('an entry put in between is found', () => {
  store.db.exec('UPDATE journal SET seq = -seq WHERE seq >= 7; UPDATE journal SET seq = -seq + 1 WHERE seq < 0');
  store.db.exec("INSERT INTO journal SELECT 7, id || 'x', type, subject, time, actor, station, data, hash FROM journal WHERE seq = 6");
  expect(findings()[0]).toEqual({ seq: 7, problem: 'hash-mismatch' });
});

test('two entries that changed places are found', () => {
  store.db.exec(
    'UPDATE journal SET seq = -7 WHERE seq = 7; UPDATE journal SET seq = 7 WHERE seq = 8; UPDATE journal SET seq = 8 WHERE seq = -7',
  );
  expect(findings().map(({ seq }) => seq)).toEqual([7, 8, 9]);
});
