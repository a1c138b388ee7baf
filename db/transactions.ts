/**
 * Many commands, one flush: a commit that holds several units of work, each in a savepoint of its own,
 * so that one refused command does not roll back its neighbours.
 */
import { type ReadableDb, type Tx, transact } from './database.ts';

export type GroupCommit = {
  /** Runs `work` for all units inside one transaction; throws if the commit itself fails (then nothing was written). */
  commit(work: (unit: <T>(body: (tx: Tx) => T) => T) => void): void;
};

/** Group commit on this connection. A unit that throws is undone alone, and its error is passed on to its caller. */
export function createGroupCommit(db: ReadableDb): GroupCommit {
  const savepoint = db.prepare('SAVEPOINT unit');
  const release = db.prepare('RELEASE unit');
  const undo = db.prepare('ROLLBACK TO unit');
  return {
    commit(work) {
      transact(db, (tx) => {
        work((body) => {
          savepoint.run();
          try {
            const result = body(tx);
            release.run();
            return result;
          } catch (error) {
            undo.run();
            release.run();
            throw error;
          }
        });
      });
    },
  };
}
