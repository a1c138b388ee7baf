/**
 * The key over personal data, kept in a file of its own beside the database (or wrapped by the operating system's key
 * store). Losing it loses what is sealed, and a wrong one would seal new customers out of reach, so it is never guessed:
 * a store that has data and no right key does not start.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { type ReadableDb, transact } from '../../db/database.ts';
import { createJournalStatements } from '../../db/journal.ts';
import type { DataFolder } from './data-folder.ts';

/** Keeps the store's key where the operating system guards secrets; the desktop shell brings one. */
export type KeyStore = { wrap(bytes: Uint8Array): Uint8Array; unwrap(bytes: Uint8Array): Uint8Array };

/** The key is missing, damaged, another store's, or guarded elsewhere. The message says what to do. */
export class StoreKeyError extends Error {
  readonly code = 'store/key';
}

const KEY_BYTES = 32;
const WRAPPED_PREFIX = 'os-key-store:';

/** True for a key file that only this machine's key store can open. */
export function isWrappedKey(text: string): boolean {
  return text.startsWith(WRAPPED_PREFIX);
}

/**
 * The store's key: made with a new store, and checked against the database ever after.
 * @throws StoreKeyError
 */
export function openStoreKey(folder: DataFolder, keyStore: KeyStore | undefined, db: ReadableDb): Uint8Array {
  const journal = createJournalStatements(db);
  const expected = journal.fact('key-check');
  if (!existsSync(folder.key)) {
    if (expected !== undefined)
      throw new StoreKeyError(
        `${folder.key} is missing. Put it back from where it is kept; without it the personal data of this store cannot be read.`,
      );
    writeKey(folder.key, keyStore);
  }
  const key = readKey(folder.key, keyStore);
  const check = createHmac('sha256', key).update('tingtai key check').digest('hex');
  if (expected === undefined) transact(db, (tx) => journal.setFact(tx, 'key-check', check));
  else if (expected !== check)
    throw new StoreKeyError(`${folder.key} is not the key of this store. Put the right one back; nothing was changed.`);
  return key;
}

function readKey(path: string, keyStore: KeyStore | undefined): Uint8Array {
  const text = readFileSync(path, 'utf8').trim();
  if (isWrappedKey(text) && !keyStore) {
    throw new StoreKeyError(`${path} is guarded by this machine's key store: start this store with the desktop program it was made with.`);
  }
  const bytes = Buffer.from(isWrappedKey(text) ? text.slice(WRAPPED_PREFIX.length) : text, 'base64');
  const key = isWrappedKey(text) && keyStore ? keyStore.unwrap(bytes) : bytes;
  if (key.length !== KEY_BYTES) throw new StoreKeyError(`${path} is damaged. Put it back from where it is kept; nothing was changed.`);
  return key;
}

/** On disk before anything is sealed with it, whole or not at all. */
function writeKey(path: string, keyStore: KeyStore | undefined): void {
  const key = randomBytes(KEY_BYTES);
  const text = keyStore ? WRAPPED_PREFIX + Buffer.from(keyStore.wrap(key)).toString('base64') : key.toString('base64');
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, `${text}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}
