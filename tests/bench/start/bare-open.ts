/** `bare-open.ts FILE`: the line of comparison: better-sqlite3 opens the file with the store's pragmas, reads one row, and ends. */
import Database from 'better-sqlite3';

const [file] = process.argv.slice(2);
const db = new Database(file);
for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON', 'temp_store = MEMORY', 'cache_size = -16000']) {
  db.pragma(pragma);
}
db.prepare('SELECT seq FROM journal ORDER BY seq DESC LIMIT 1').get();
db.close();
