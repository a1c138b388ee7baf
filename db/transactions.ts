/**
 * Many commands, one flush: a commit that holds several units of work, each in a savepoint of its own,
 * so that one refused command does not roll back its neighbours.
 */
import { type ReadableDb, type Tx, transact } from './database.ts';

export type GroupCommit = {
  /** Runs `work` for all units inside one transaction; throws if the commit itself fails (then nothing was written). */
  commit(work: (unit: <T>(body: (tx: Tx) => T) => T) => void): void;
};

/**
 * Group commit on this connection. A unit that throws is undone alone, and its error is passed on to its caller.
 * Where SQLite itself gave up the whole transaction (a full disk, a failed write), no later unit runs and `commit`
 * throws that error: a savepoint outside a transaction would be a commit of its own.
 */
export function createGroupCommit(db: ReadableDb): GroupCommit {
  const savepoint = db.prepare('SAVEPOINT unit');
  const release = db.prepare('RELEASE unit');
  const undo = db.prepare('ROLLBACK TO unit');
  return {
    commit(work) {
      transact(db, (tx) => {
        const lost: unknown[] = [];
        work((body) => {
          if (lost.length > 0) throw lost[0];
          savepoint.run();
          try {
            const result = body(tx);
            release.run();
            return result;
          } catch (error) {
            if (db.inTransaction) {
              undo.run();
              release.run();
            } else {
              lost.push(error);
            }
            throw error;
          }
        });
        if (lost.length > 0) throw lost[0];
      });
    },
  };
}
