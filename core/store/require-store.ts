import { existsSync } from 'node:fs';
import type { DataFolder } from './data-folder.ts';

/** A folder without a store. The message tells the person at the terminal. */
export class NoStoreError extends Error {
  readonly code = 'store/none';
}

/** @throws NoStoreError when the folder holds no store. */
export function requireStore(folder: DataFolder): DataFolder {
  if (!existsSync(folder.database)) throw new NoStoreError(`${folder.path} holds no store (there is no store.db in it).`);
  return folder;
}
