/**
 * The store's data folder: what is in it and how it is made.
 *
 *   store.json   settings          store.db   everything            store.key   key over personal data (0600)
 *   host.lock    one host only     backups/   copies before migrations
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

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

/** Makes the folder when it is not there. */
export function prepareFolder(folder: DataFolder): void {
  mkdirSync(folder.backups, { recursive: true });
}
