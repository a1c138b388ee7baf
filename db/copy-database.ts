import Database from 'better-sqlite3';

/** Copies a database to a new file in one consistent state while others use it (SQLite's online backup). */
export async function copyDatabase(from: string, to: string): Promise<void> {
  const db = new Database(from, { readonly: true });
  try {
    await db.backup(to);
  } finally {
    db.close();
  }
}
