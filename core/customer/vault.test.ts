import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVault, seal, unseal } from './vault.ts';

const key = new Uint8Array(32).fill(1);
const vault = createVault(new Uint8Array(32).fill(7));

test('what was sealed opens to the same text, whatever its signs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, context) => {
      expect(unseal(key, seal(key, text, context), context)).toBe(text);
    }),
  );
});

test('the same text sealed twice looks different', () => {
  expect(Buffer.from(seal(key, '李样本', 'name/1'))).not.toEqual(Buffer.from(seal(key, '李样本', 'name/1')));
});

test('a sealed field moved to another place does not open', () => {
  expect(() => unseal(key, seal(key, '李样本', 'name/1'), 'name/2')).toThrow();
});

test('a sealed field under another key does not open', () => {
  expect(() => unseal(new Uint8Array(32).fill(2), seal(key, '李样本', 'name/1'), 'name/1')).toThrow();
});

test('one bit changed anywhere, or cut short, and it does not open', () => {
  const sealed = seal(key, '李样本', 'name/1');
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Uint8Array.from(sealed);
    changed[index] = (changed[index] ?? 0) ^ 1;
    expect(() => unseal(key, changed, 'name/1')).toThrow();
    expect(() => unseal(key, sealed.subarray(0, index), 'name/1')).toThrow();
  }
});

test('a customer’s key unwraps for that customer and in that store only', () => {
  const { key: mine, wrapped } = vault.newCustomerKey('one');
  expect(Buffer.from(vault.unwrap('one', wrapped))).toEqual(Buffer.from(mine));
  expect(() => vault.unwrap('two', wrapped)).toThrow();
  expect(() => createVault(new Uint8Array(32).fill(8)).unwrap('one', wrapped)).toThrow();
});

test('blind indexes find the same value again, keep kinds and stores apart, and do not show the value', () => {
  const index = Buffer.from(vault.blindIndex('number', '13800006721'));
  expect(Buffer.from(vault.blindIndex('number', '13800006721'))).toEqual(index);
  expect(Buffer.from(vault.blindIndex('document', '13800006721'))).not.toEqual(index);
  expect(Buffer.from(createVault(new Uint8Array(32).fill(8)).blindIndex('number', '13800006721'))).not.toEqual(index);
  expect(index.toString('latin1')).not.toContain('6721');
});
