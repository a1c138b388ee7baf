import Database from 'better-sqlite3';

/**
 * Copies a database to a new file in one consistent state while others write to it. One read transaction holds the picture;
 * SQLite's online backup would begin anew at every commit of another process and never end on a busy day.
 */
export function copyDatabase(from: string, to: string): void {
  const db = new Database(from, { readonly: true });
  try {
    db.pragma('busy_timeout = 5000');
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
}
