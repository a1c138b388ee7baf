/**
 * Personal data at rest. Every customer has a key of their own, wrapped by the store's key: erasing the wrapped key
 * erases the person everywhere, journal included, and leaves the chain whole. Search goes over blind indexes.
 *
 *   store key ──HKDF──▶ wrapping key ──▶ customer keys ──▶ sealed fields     (AES-256-GCM)
 *             └─HKDF──▶ index key    ──▶ blind indexes                      (HMAC-SHA-256)
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';

const NONCE = 12;
const TAG = 16;

/** Seals text: nonce ‖ ciphertext ‖ tag. `context` binds it to its place, so fields cannot be swapped. */
export function seal(key: Uint8Array, text: string, context: string): Uint8Array {
  return sealBytes(key, Buffer.from(text, 'utf8'), context);
}

/** Opens what `seal` made; throws when key, context or bytes are not the same. */
export function unseal(key: Uint8Array, sealed: Uint8Array, context: string): string {
  return openBytes(key, sealed, context).toString('utf8');
}

function sealBytes(key: Uint8Array, bytes: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
}

function openBytes(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  const bytes = Buffer.from(sealed);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, NONCE), { authTagLength: TAG });
  decipher.setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(bytes.length - TAG));
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, bytes.length - TAG)), decipher.final()]);
}

export type Vault = {
  /** A new customer's key and its wrapped form for the table. */
  newCustomerKey(customer: string): { readonly key: Uint8Array; readonly wrapped: Uint8Array };
  unwrap(customer: string, wrapped: Uint8Array): Uint8Array;
  /** Keyed hash of a value for exact search; `kind` keeps kinds of values apart. */
  blindIndex(kind: 'document' | 'number', value: string): Uint8Array;
};

/** @param storeKey 32 bytes, from the store's key file or the operating system's key store. */
export function createVault(storeKey: Uint8Array): Vault {
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', storeKey, 'tingtai', purpose, 32));
  const wrapping = derive('customer-key');
  const indexing = derive('blind-index');
  return {
    newCustomerKey(customer) {
      const key = randomBytes(32);
      return { key, wrapped: sealBytes(wrapping, key, `key/${customer}`) };
    },
    unwrap: (customer, wrapped) => openBytes(wrapping, wrapped, `key/${customer}`),
    blindIndex: (kind, value) => createHmac('sha256', indexing).update(`${kind}\0${value}`).digest(),
  };
}
