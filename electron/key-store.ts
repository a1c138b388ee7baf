/**
 * Lets the operating system's key store guard the store's key.
 *
 *   OS key store ── guards ──▶ key secret (32 random bytes, file in the user's folder)  ── wraps ──▶ store's key (in the data folder)
 *   shell: openKeySecret                                              store host: createKeyStore
 *
 * Electron reaches the OS key store from its main process only, the store host lives in another: hence the secret between them.
 */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { ElectronParts } from './electron-parts.ts';

/** Wraps short secrets for storage. `unwrap` throws on bytes this machine and user did not wrap. */
export type KeyStore = {
  wrap(bytes: Uint8Array): Uint8Array;
  unwrap(bytes: Uint8Array): Uint8Array;
};

const SECRET_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * A key store over the secret: AES-256-GCM, `nonce (12) ‖ tag (16) ‖ ciphertext`.
 * @param secret 32 bytes
 */
export function createKeyStore(secret: Uint8Array): KeyStore {
  if (secret.length !== SECRET_BYTES) throw new RangeError(`key secret of ${secret.length} bytes instead of ${SECRET_BYTES}`);
  return {
    wrap(bytes) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce);
      const sealed = Buffer.concat([cipher.update(bytes), cipher.final()]);
      return Uint8Array.from(Buffer.concat([nonce, cipher.getAuthTag(), sealed]));
    },
    unwrap(bytes) {
      const nonce = bytes.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES });
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Uint8Array.from(Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]));
    },
  };
}

export type KeySecret = { readonly kind: 'kept'; readonly secret: Uint8Array } | { readonly kind: 'unavailable' };

/**
 * The machine's key secret, made on first use and kept encrypted by the operating system (DPAPI, Keychain, Secret Service).
 * @param file where the encrypted secret lies, absolute
 * @returns `unavailable` where the system has no key store, as on a Linux desktop without a keyring.
 * @throws Error when the file is there but the system cannot decrypt it: making a new secret would lock the store's key away.
 */
export async function openKeySecret(safeStorage: ElectronParts['safeStorage'], file: string): Promise<KeySecret> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return { kind: 'unavailable' };
  // Linux only: basic_text encrypts with a password that is in Electron's source.
  if (process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return { kind: 'unavailable' };
  if (!existsSync(file)) {
    const secret = randomBytes(SECRET_BYTES);
    await keep(safeStorage, file, secret);
    return { kind: 'kept', secret: Uint8Array.from(secret) };
  }
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(readFileSync(file));
  const secret = Buffer.from(result, 'base64');
  if (shouldReEncrypt) await keep(safeStorage, file, secret);
  return { kind: 'kept', secret: Uint8Array.from(secret) };
}

/** Writes beside and renames, so that a cut of power leaves the former file or the new one. */
async function keep(safeStorage: ElectronParts['safeStorage'], file: string, secret: Buffer): Promise<void> {
  const encrypted = await safeStorage.encryptStringAsync(secret.toString('base64'));
  writeFileSync(`${file}.new`, encrypted, { mode: 0o600, flush: true });
  renameSync(`${file}.new`, file);
}
