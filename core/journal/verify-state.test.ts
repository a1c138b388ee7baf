import { expect, test } from 'vitest';
import { createMemoryStore } from '../../tests/parts/memory-store.ts';
import { SYSTEM } from './journal.ts';
import { verifyChain } from './verify.ts';
import { createStateCheck } from './verify-state.ts';

function findings(store: ReturnType<typeof createMemoryStore>): readonly string[] {
  const check = createStateCheck(store.statements);
  expect(verifyChain(store.statements.journal, 1, check.heed).findings).toEqual([]);
  return check.findings();
}

test('a journal cut at its end, which its chain cannot show, leaves tickets and money it does not tell of', async () => {
  const store = createMemoryStore();
  await store.counter.openDrawer({ commandId: '0190a000-0000-4000-8000-000000000001', counter: 1, floatFen: 50_000 }, SYSTEM);
  await store.queue.issue({ service: 'A' }, SYSTEM);
  expect(findings(store)).toEqual([]);
  store.db.exec('DROP TRIGGER journal_is_never_cut; DELETE FROM journal WHERE seq > 1');
  expect(findings(store)).toEqual([
    'there are 1 tickets, the journal tells of 0',
    'drawer/1 holds 50000 fen, the journal tells of 0',
    'safe holds -50000 fen, the journal tells of 0',
  ]);
  store.close();
});

test('money moved evenly behind the journal is found', async () => {
  const store = createMemoryStore();
  await store.counter.openDrawer({ commandId: '0190a000-0000-4000-8000-000000000002', counter: 1, floatFen: 50_000 }, SYSTEM);
  store.db.exec('UPDATE posting SET amount_fen = amount_fen * 2; UPDATE ledger_account SET balance_fen = balance_fen * 2');
  expect(store.statements.money.unbalancedEntries()).toEqual([]);
  expect(findings(store)).toHaveLength(2);
  store.close();
});
