/**
 * The spine: commands in, facts out. A command runs in one transaction with the facts it states; commands that arrive in
 * one turn of the event loop share one commit (a savepoint each); an answer is given only after the commit is on disk.
 *
 *   screens, devices, head office, audit ◀── onDidCommit ── journal ◀── run(command) ── services
 */
import { createHash } from 'node:crypto';
import { isDiskFull, isFileBroken, type ReadableDb, type Tx } from '../../db/database.ts';
import type { JournalStatements } from '../../db/journal.ts';
import { createGroupCommit } from '../../db/transactions.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { Refused } from '../refused.ts';
import { chainHash, type Entry, GENESIS_HASH, type NewEntry } from './entry.ts';

/** Who does it and from where: an account's id, or `system`; a station's id, or `host`. */
export type Actor = { readonly account: string; readonly station: string };

/** The store acting by itself: timers, devices, start-up. */
export const SYSTEM: Actor = { account: 'system', station: 'host' };

export type CommandContext = {
  readonly tx: Tx;
  /** Epoch ms of the command; all its facts carry it. */
  readonly now: number;
  readonly actor: Actor;
  /** States a fact; returns its sequence number. */
  append(entry: NewEntry): number;
};

export type Command = {
  /** Client-made; absent for what the store does by itself. */
  readonly id?: string | undefined;
  /** `queue.issue`: procedure or inner name. */
  readonly type: string;
  readonly actor: Actor;
  /** What was asked, for recognising a re-used id. */
  readonly input?: unknown;
};

type Pending = {
  readonly command: Command;
  readonly handler: (context: CommandContext) => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
};

type Outcome = { readonly pending: Pending; readonly ok: boolean; readonly value: unknown };

export type Journal = ReturnType<typeof createJournal>;

export type JournalOptions = {
  readonly db: ReadableDb;
  readonly statements: JournalStatements;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Engineers' log; silence by default. Hears why the journal froze by itself. */
  readonly report?: (error: unknown) => void;
};

export function createJournal({ db, statements, clock, ids, report = () => undefined }: JournalOptions) {
  const group = createGroupCommit(db);
  const listeners = new Set<(entries: readonly Entry[]) => void>();
  const last = statements.last();
  let head = { seq: last?.seq ?? 0, hash: last?.hash ?? GENESIS_HASH };
  let queue: Pending[] = [];
  let scheduled = false;
  let closed = false;
  let frozen: string | null = null;

  /** Runs one command body; facts it states extend `chain`, which is taken back if the body throws. */
  function runOne(pending: Pending, tx: Tx, chain: { head: typeof head; entries: Entry[] }): unknown {
    const { command, handler } = pending;
    const fingerprint = command.id === undefined ? null : fingerprintOf(command);
    if (command.id !== undefined && fingerprint !== null) {
      const known = statements.command(command.id);
      if (known) return answerAgain(known, command, fingerprint);
    }
    const now = clock.now();
    const append = (entry: NewEntry): number => {
      const seq = chain.head.seq + 1;
      const full: Entry = { ...entry, seq, id: ids.next(), time: now, actor: command.actor.account, station: command.actor.station };
      const row = { ...full, data: JSON.stringify(entry.data) };
      const hash = chainHash(chain.head.hash, row);
      statements.append(tx, { ...row, hash });
      chain.head = { seq, hash };
      chain.entries.push(full);
      return seq;
    };
    const result = handler({ tx, now, actor: command.actor, append });
    if (command.id !== undefined && fingerprint !== null) {
      statements.insertCommand(tx, {
        id: command.id,
        type: command.type,
        actor: command.actor.account,
        inputHash: fingerprint,
        result: JSON.stringify(result ?? null),
        time: now,
      });
    }
    return result;
  }

  /** What the caller of a command gets for an error; a broken file or disk freezes the journal. */
  function refusalFor(error: unknown): unknown {
    if (isDiskFull(error)) return new Refused('store/disk-full', 'A write failed for want of disk', {}, error);
    if (!isFileBroken(error)) return error;
    if (frozen === null) {
      frozen = `The store's file or its disk is broken: ${error instanceof Error ? error.message : String(error)}`;
      report(error);
    }
    return new Refused('store/read-only', frozen, {}, error);
  }

  function flush(): void {
    scheduled = false;
    const batch = queue;
    queue = [];
    const chain = { head, entries: [] as Entry[] };
    const outcomes: Outcome[] = [];
    try {
      group.commit((unit) => {
        for (const pending of batch) {
          const before = { head: chain.head, length: chain.entries.length };
          try {
            outcomes.push({ pending, ok: true, value: unit((tx) => runOne(pending, tx, chain)) });
          } catch (error) {
            chain.head = before.head;
            chain.entries.length = before.length;
            outcomes.push({ pending, ok: false, value: error });
          }
        }
      });
    } catch (error) {
      // The commit failed: nothing of this batch is on disk, so nobody is told "done".
      const refusal = refusalFor(error);
      for (const pending of batch) pending.reject(refusal);
      return;
    }
    head = chain.head;
    for (const outcome of outcomes) {
      if (outcome.ok) outcome.pending.resolve(outcome.value);
      else outcome.pending.reject(refusalFor(outcome.value));
    }
    if (chain.entries.length > 0) for (const listener of listeners) listener(chain.entries);
  }

  return {
    /**
     * Runs a command and answers after its commit is on disk. A known id gets its first answer again.
     * Rejects with Refused (the command's own, `command/reused`, `store/disk-full`, `store/read-only`, `store/closing`); then nothing changed.
     */
    run<T>(command: Command, handler: (context: CommandContext) => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        if (closed) {
          reject(new Refused('store/closing', 'The store host is closing'));
          return;
        }
        if (frozen !== null) {
          reject(new Refused('store/read-only', frozen));
          return;
        }
        // The queue is untyped: each resolve belongs to its own handler's type.
        queue.push({ command, handler, resolve: resolve as (value: unknown) => void, reject });
        if (!scheduled) {
          scheduled = true;
          setImmediate(flush);
        }
      });
    },
    /** Sequence number of the newest fact on disk. */
    headSeq: (): number => head.seq,
    /** Hears every committed batch, in order. Listeners must not throw and must not wait. */
    onDidCommit(listener: (entries: readonly Entry[]) => void): () => void {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    /** Refuses every further command: the file was found damaged, and writing on would make it worse. */
    freeze(why: string): void {
      frozen = why;
    },
    /** Why nothing more is written; null while the journal takes commands. */
    frozen: (): string | null => frozen,
    /** Takes no more commands and commits those already taken. */
    close(): void {
      closed = true;
      if (scheduled) flush();
    },
  };
}

function fingerprintOf(command: Command): Uint8Array {
  return createHash('sha256')
    .update(JSON.stringify([command.type, command.input ?? null]))
    .digest();
}

function answerAgain(
  known: { type: string; actor: string; inputHash: Uint8Array; result: string },
  command: Command,
  fingerprint: Uint8Array,
): unknown {
  const same = known.type === command.type && known.actor === command.actor.account && Buffer.compare(known.inputHash, fingerprint) === 0;
  if (!same) throw new Refused('command/reused', `Command id ${command.id} was used before for something else`);
  return JSON.parse(known.result);
}
