import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ElectronParts } from './electron-parts.ts';
import { createKeyStore, openKeySecret } from './key-store.ts';
import { planned } from './stand-in.ts';

type SafeStorage = ElectronParts['safeStorage'];
let file: string;

beforeEach(() => {
  file = path.join(mkdtempSync(path.join(tmpdir(), 'tingtai-key-')), 'key-secret');
});
afterEach(() => rmSync(path.dirname(file), { recursive: true }));

/** An operating system that "encrypts" by turning every byte over and marking the generation of its key. */
function keyring(options: { readonly backend?: string; readonly generation?: number } = {}): SafeStorage {
  const generation = options.generation ?? 1;
  const turn = (bytes: Uint8Array) => bytes.map((byte) => byte ^ 0xff);
  return planned('safeStorage', {
    isAsyncEncryptionAvailable: () => Promise.resolve(true),
    getSelectedStorageBackend: () => options.backend ?? 'gnome_libsecret',
    encryptStringAsync: (text: string) => Promise.resolve(Buffer.concat([Buffer.from([generation]), turn(Buffer.from(text))])),
    decryptStringAsync: (sealed: Buffer) =>
      sealed[0] === 0
        ? Promise.reject(new Error('cannot decrypt'))
        : Promise.resolve({ result: Buffer.from(turn(sealed.subarray(1))).toString(), shouldReEncrypt: sealed[0] !== generation }),
  });
}

test('the secret is made once, kept encrypted for this user only, and found again', async () => {
  const first = await openKeySecret(keyring(), file);
  const second = await openKeySecret(keyring(), file);
  expect(second).toEqual(first);
  if (first.kind !== 'kept') throw new Error('the keyring was not used');
  expect(first.secret).toHaveLength(32);
  expect(readFileSync(file).includes(Buffer.from(first.secret).toString('base64'))).toBe(false);
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('when the system changes its own key, the file is encrypted anew and the secret stays', async () => {
  const before = await openKeySecret(keyring(), file);
  const after = await openKeySecret(keyring({ generation: 2 }), file);
  expect(after).toEqual(before);
  expect(readFileSync(file)[0]).toBe(2);
});

test('a system without a key store is told as such, and nothing is written', async () => {
  const none: SafeStorage = planned('safeStorage', { isAsyncEncryptionAvailable: () => Promise.resolve(false) });
  expect(await openKeySecret(none, file)).toEqual({ kind: 'unavailable' });
  expect(() => statSync(file)).toThrow('ENOENT');
});

test.runIf(process.platform === 'linux')('a Linux desktop without a keyring counts as no key store', async () => {
  expect(await openKeySecret(keyring({ backend: 'basic_text' }), file)).toEqual({ kind: 'unavailable' });
});

test('a secret the system cannot decrypt any more is an error and is left as it is', async () => {
  writeFileSync(file, Buffer.from([0, 1, 2]));
  await expect(openKeySecret(keyring(), file)).rejects.toThrow('cannot decrypt');
  expect(readFileSync(file)).toEqual(Buffer.from([0, 1, 2]));
});

const secretBytes = fc.uint8Array({ minLength: 32, maxLength: 32 });

test('what is wrapped unwraps to the same bytes, and only with the same secret', () => {
  fc.assert(
    fc.property(secretBytes, secretBytes, fc.uint8Array({ maxLength: 64 }), (secret, other, bytes) => {
      const wrapped = createKeyStore(secret).wrap(bytes);
      expect(createKeyStore(secret).unwrap(wrapped)).toEqual(bytes);
      fc.pre(Buffer.compare(secret, other) !== 0);
      expect(() => createKeyStore(other).unwrap(wrapped)).toThrow();
    }),
    { seed: 20260101, numRuns: 100 },
  );
});

test('any changed byte of a wrapped key is noticed', () => {
  fc.assert(
    fc.property(secretBytes, fc.nat(59), fc.integer({ min: 1, max: 255 }), (secret, position, change) => {
      const wrapped = createKeyStore(secret).wrap(new Uint8Array(32));
      wrapped[position] = (wrapped[position] ?? 0) ^ change;
      expect(() => createKeyStore(secret).unwrap(wrapped)).toThrow();
    }),
    { seed: 20260101, numRuns: 100 },
  );
});
