import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../db/database.ts';

/** A fingerprint of every row of every table of a store, read beside its running host: equal = nothing changed. */
export function contentOf(folder: string): string {
  const db = openDatabase(join(folder, 'store.db'), { readonly: true });
  try {
    const tables = db.prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").all();
    const hash = createHash('sha256');
    for (const { name } of tables) {
      hash.update(name);
      for (const row of db.prepare<[], Record<string, unknown>>(`SELECT * FROM "${name}"`).iterate()) {
        for (const value of Object.values(row)) hash.update(value instanceof Uint8Array ? value : `${typeof value} ${value}\0`);
      }
    }
    return hash.digest('hex');
  } finally {
    db.close();
  }
}
