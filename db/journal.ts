/** Statements of the journal and of answered commands. */
import type { ReadableDb, Tx } from './database.ts';

export type JournalRow = {
  readonly seq: number;
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  /** Epoch ms. */
  readonly time: number;
  readonly actor: string;
  readonly station: string;
  /** JSON text, exactly as it was hashed. */
  readonly data: string;
  readonly hash: Uint8Array;
};

export type CommandRow = {
  readonly id: string;
  readonly type: string;
  readonly actor: string;
  readonly inputHash: Uint8Array;
  readonly result: string;
  readonly time: number;
};

export type JournalStatements = ReturnType<typeof createJournalStatements>;

export function createJournalStatements(db: ReadableDb) {
  const columns = 'seq, id, type, subject, time, actor, station, data, hash';
  const insertEntry = db.prepare<JournalRow>(
    `INSERT INTO journal (${columns}) VALUES (:seq, :id, :type, :subject, :time, :actor, :station, :data, :hash)`,
  );
  const lastEntry = db.prepare<[], JournalRow>(`SELECT ${columns} FROM journal ORDER BY seq DESC LIMIT 1`);
  const entriesFrom = db.prepare<[number, number], JournalRow>(`SELECT ${columns} FROM journal WHERE seq >= ? ORDER BY seq LIMIT ?`);
  const command = db.prepare<[string], CommandRow>(
    'SELECT id, type, actor, input_hash AS inputHash, result, time FROM command WHERE id = ?',
  );
  const insertCommand = db.prepare<CommandRow>(
    'INSERT INTO command (id, type, actor, input_hash, result, time) VALUES (:id, :type, :actor, :inputHash, :result, :time)',
  );
  const forget = db.prepare<[number]>('DELETE FROM command WHERE time < ?');
  const fact = db.prepare<[string], { readonly value: string }>('SELECT value FROM store_fact WHERE name = ?');
  const setFact = db.prepare<[string, string]>(
    'INSERT INTO store_fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  );

  return {
    /** The newest entry, if any. */
    last: (): JournalRow | undefined => lastEntry.get(),
    /** Up to `limit` entries from `seq` on, in order. */
    from: (seq: number, limit: number): readonly JournalRow[] => entriesFrom.all(seq, limit),
    append: (_tx: Tx, row: JournalRow): void => void insertEntry.run(row),
    command: (id: string): CommandRow | undefined => command.get(id),
    insertCommand: (_tx: Tx, row: CommandRow): void => void insertCommand.run(row),
    /** Drops answers of commands older than `before` (epoch ms); no client retries that late. */
    forgetCommands: (_tx: Tx, before: number): number => forget.run(before).changes,
    fact: (name: string): string | undefined => fact.get(name)?.value,
    setFact: (_tx: Tx, name: string, value: string): void => void setFact.run(name, value),
  };
}
