import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import { SYSTEM } from '../journal/journal.ts';
import { verifyChain } from '../journal/verify.ts';

let store: MemoryStore;
let customer: string;
beforeEach(async () => {
  store = createMemoryStore();
  customer = await store.journal.run({ type: 'test.register', actor: SYSTEM }, (context) => {
    const id = store.registry.register(context, {
      name: '李样本',
      documentKind: 'resident',
      documentNumber: '110101199003070003',
      tier: 'gold',
      since: '2015-06-01',
    });
    store.registry.subscribe(context, id, { number: '13800006721', plan: '畅享129', state: 'active' });
    return id;
  });
});
afterEach(() => store.close());

const everythingStored = () =>
  store.db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .all()
    .flatMap(({ name }) => store.db.prepare<[], Record<string, unknown>>(`SELECT * FROM ${name}`).all())
    .flatMap((row) => Object.values(row))
    .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('utf8') : String(value)))
    .join('\n');

test('a customer is found by document and by number, and shown masked', () => {
  const found = store.registry.byDocument('110101199003070003');
  expect(found?.id).toBe(customer);
  expect(store.registry.byNumber('13800006721')?.customer).toBe(customer);
  expect(store.registry.byNumber('13800006722')).toBeUndefined();
  expect(found && store.registry.maskedPerson(found)).toEqual({
    maskedName: '李**',
    document: { kind: 'resident', maskedNumber: '110***********0003' },
  });
});

test('no table and no entry holds the name, the document or the number in clear', () => {
  for (const secret of ['李样本', '样本', '110101199003070003', '13800006721']) expect(everythingStored()).not.toContain(secret);
});

test('a person whose key is erased is gone everywhere, and the chain stays whole', () => {
  const found = store.registry.customer(customer);
  store.db.prepare('DELETE FROM customer_key WHERE customer = ?').run(customer);
  expect(found && store.registry.maskedPerson(found)).toMatchObject({ maskedName: '—', document: { maskedNumber: '—' } });
  expect(store.registry.subscriptionsOf(customer, () => 0).map((row) => row.maskedNumber)).toEqual(['—']);
  expect(verifyChain(store.statements.journal)).toMatchObject({ entries: 2, findings: [] });
});
