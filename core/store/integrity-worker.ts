/** Page check of a large store beside the running host: a thread of its own with a connection that only reads. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkIntegrity, openDatabase } from '../../db/database.ts';

// Started by integrity.ts with the path as its data.
const path = String(workerData);
try {
  const db = openDatabase(path, { readonly: true });
  checkIntegrity(db, path);
  db.close();
  parentPort?.postMessage(null);
} catch (error) {
  parentPort?.postMessage(error instanceof Error ? error.message : String(error));
}
