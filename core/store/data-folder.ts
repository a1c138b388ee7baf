/**
 * The store's data folder: what is in it and how it is made.
 *
 *   store.json   settings          store.db   everything            store.key   key over personal data (0600)
 *   host.lock    one host only     backups/   copies before migrations
 */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keeps the store's key where the operating system guards secrets; the desktop shell brings one. */
export type KeyStore = { wrap(bytes: Uint8Array): Uint8Array; unwrap(bytes: Uint8Array): Uint8Array };

export type DataFolder = {
  readonly path: string;
  readonly settings: string;
  readonly database: string;
  readonly key: string;
  readonly backups: string;
};

export function dataFolder(path: string): DataFolder {
  return {
    path,
    settings: join(path, 'store.json'),
    database: join(path, 'store.db'),
    key: join(path, 'store.key'),
    backups: join(path, 'backups'),
  };
}

/** Makes the folder when it is not there; true when it holds no store yet. */
export function prepareFolder(folder: DataFolder): boolean {
  mkdirSync(folder.backups, { recursive: true });
  return !existsSync(folder.database);
}

const WRAPPED_PREFIX = 'os-key-store:';

/**
 * The store's key: made on first use, wrapped by the key store where there is one, otherwise kept readable by this user only.
 * Losing it loses the personal data, so `backup` takes it along.
 */
export function storeKey(folder: DataFolder, keyStore: KeyStore | undefined): Uint8Array {
  if (!existsSync(folder.key)) {
    const fresh = randomBytes(32);
    const text = keyStore ? WRAPPED_PREFIX + Buffer.from(keyStore.wrap(fresh)).toString('base64') : fresh.toString('base64');
    writeFileSync(folder.key, `${text}\n`, { mode: 0o600, flag: 'wx' });
    return fresh;
  }
  const text = readFileSync(folder.key, 'utf8').trim();
  if (!text.startsWith(WRAPPED_PREFIX)) return Buffer.from(text, 'base64');
  if (!keyStore) throw new Error(`${folder.key} is guarded by the desktop program's key store; start this store with the desktop program.`);
  return keyStore.unwrap(Buffer.from(text.slice(WRAPPED_PREFIX.length), 'base64'));
}
