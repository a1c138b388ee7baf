import { expect, test } from 'vitest';
import { hashPassword, passwordFingerprint, verifyPassword } from './passwords.ts';

test('a password is kept as argon2id with its cost, and only the same one is let in', async () => {
  const stored = await hashPassword('秘密 password');
  expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await verifyPassword(stored, '秘密 password')).toBe(true);
  expect(await verifyPassword(stored, '秘密 Password')).toBe(false);
  expect(await verifyPassword(stored, '')).toBe(false);
});

test('the same password is kept differently each time', async () => {
  expect(await hashPassword('demo')).not.toBe(await hashPassword('demo'));
});

test('a fingerprint is the same for the same password of the same command alone', async () => {
  const fingerprint = await passwordFingerprint('demo', 'one');
  expect(fingerprint).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFingerprint('demo', 'one')).toBe(fingerprint);
  expect(await passwordFingerprint('Demo', 'one')).not.toBe(fingerprint);
  expect(await passwordFingerprint('demo', 'two')).not.toBe(fingerprint);
});
