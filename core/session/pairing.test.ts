import { afterEach, beforeEach, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import { createPairing, type Pairing } from './pairing.ts';

let store: MemoryStore;
let pairing: Pairing;
beforeEach(() => {
  store = createMemoryStore();
  pairing = pairingOf(true);
});
afterEach(() => store.close());

function pairingOf(lan: boolean): Pairing {
  const { statements, journal, clock, ids } = store;
  return createPairing({ people: statements.people, journal, clock, ids, lan });
}
const refusedAs = (code: string) => expect.objectContaining({ code });
/** A code that is surely another one. */
const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

test('a code becomes a station key, which is known from then on and on disk only as its hash', async () => {
  const { code } = pairing.newCode();
  const key = await pairing.pair({ code, name: '2号窗口' });
  const station = pairing.stationOf(key);
  expect(station).toMatch(/^[0-9a-f-]{36}$/);
  expect(pairing.stationOf(`${key}x`)).toBeNull();
  const [row] = store.db.prepare<[], { key_hash: Uint8Array; name: string }>('SELECT * FROM station').all();
  expect(row?.name).toBe('2号窗口');
  expect(Buffer.from(row?.key_hash ?? []).toString('base64url')).not.toBe(key);
});

test('a code works once', async () => {
  const { code } = pairing.newCode();
  await pairing.pair({ code, name: 'first' });
  await expect(pairing.pair({ code, name: 'second' })).rejects.toEqual(refusedAs('stations/wrong-code'));
});

test('a code is void after ten minutes and when a newer one is asked for', async () => {
  const old = pairing.newCode();
  const { code } = pairing.newCode();
  if (old.code !== code) await expect(pairing.pair({ code: old.code, name: 'x' })).rejects.toEqual(refusedAs('stations/wrong-code'));
  store.clock.advance(10 * 60_000 + 1);
  await expect(pairing.pair({ code, name: 'x' })).rejects.toEqual(refusedAs('stations/wrong-code'));
});

test('five wrong tries burn the code', async () => {
  const { code } = pairing.newCode();
  for (let time = 0; time < 5; time += 1) {
    await expect(pairing.pair({ code: otherThan(code), name: 'x' })).rejects.toEqual(refusedAs('stations/wrong-code'));
  }
  await expect(pairing.pair({ code, name: 'x' })).rejects.toEqual(refusedAs('stations/wrong-code'));
});

test('a host that serves its own machine only pairs nobody', async () => {
  const closed = pairingOf(false);
  expect(() => closed.newCode()).toThrow(refusedAs('stations/not-in-lan-mode'));
  await expect(closed.pair({ code: '123456', name: 'x' })).rejects.toEqual(refusedAs('stations/not-in-lan-mode'));
});

test('a console that is removed is known no more, and the others stay', async () => {
  const keys: string[] = [];
  for (const name of ['first', 'second']) {
    keys.push(await pairing.pair({ code: pairing.newCode().code, name }));
    store.clock.advance(1);
  }
  const [first, second] = pairing.list();
  expect([first?.name, second?.name]).toEqual(['first', 'second']);
  const remove = (id: string) => pairing.remove({ commandId: store.ids.next(), station: id }, { account: 'admin', station: 'host' });
  await remove(first?.id ?? '');
  expect(keys.map((key) => pairing.stationOf(key))).toEqual([null, second?.id]);
  expect([first?.id ?? '', second?.id ?? '', 'host'].map(pairing.isPaired)).toEqual([false, true, true]);
  expect(pairing.list()).toHaveLength(1);
  await expect(remove(first?.id ?? '')).rejects.toEqual(refusedAs('stations/unknown'));
});
