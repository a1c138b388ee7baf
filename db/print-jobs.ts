/** Statements of print jobs. */
import type { ReadableDb, Tx } from './database.ts';

export type PrintJobRow = {
  readonly id: string;
  readonly kind: 'ticket' | 'receipt';
  readonly subject: string;
  readonly title: string;
  readonly device: string;
  readonly copy: number;
  readonly state: 'printing' | 'held' | 'printed' | 'not-printed' | 'unknown';
  readonly reason: string | null;
  readonly createdAt: number;
};

export type PrintJobStatements = ReturnType<typeof createPrintJobStatements>;

export function createPrintJobStatements(db: ReadableDb) {
  const columns = 'id, kind, subject, title, device, copy, state, reason, created_at AS createdAt';
  const insert = db.prepare<PrintJobRow>(
    `INSERT INTO print_job (id, kind, subject, title, device, copy, state, reason, created_at)
     VALUES (:id, :kind, :subject, :title, :device, :copy, :state, :reason, :createdAt)`,
  );
  const setState = db.prepare<[string, string | null, string]>('UPDATE print_job SET state = ?, reason = ? WHERE id = ?');
  const job = db.prepare<[string], PrintJobRow>(`SELECT ${columns} FROM print_job WHERE id = ?`);
  const lastOf = db.prepare<[string], PrintJobRow>(
    `SELECT ${columns} FROM print_job WHERE subject = ? ORDER BY created_at DESC, id DESC LIMIT 1`,
  );
  const countOf = db.prepare<[string], { readonly n: number }>(
    "SELECT count(*) AS n FROM print_job WHERE subject = ? AND state <> 'not-printed'",
  );
  const unsettled = db.prepare<[], PrintJobRow>(
    `SELECT ${columns} FROM print_job WHERE state IN ('printing', 'held', 'unknown') ORDER BY created_at DESC LIMIT 50`,
  );
  const inFlight = db.prepare<[], PrintJobRow>(
    `SELECT ${columns} FROM print_job WHERE state IN ('printing', 'held', 'unknown') AND state <> 'unknown' ORDER BY created_at`,
  );
  const recent = db.prepare<[], PrintJobRow>(`SELECT ${columns} FROM print_job ORDER BY id DESC LIMIT 12`);

  return {
    insert: (_tx: Tx, row: PrintJobRow): void => void insert.run(row),
    setState: (_tx: Tx, id: string, state: PrintJobRow['state'], reason: string | null): void => void setState.run(state, reason, id),
    job: (id: string): PrintJobRow | undefined => job.get(id),
    lastOf: (subject: string): PrintJobRow | undefined => lastOf.get(subject),
    /** Prints of a subject that made paper or may have: the next one's copy number. */
    printsOf: (subject: string): number => countOf.get(subject)?.n ?? 0,
    /** Jobs under way, all of them (asked so that the partial index answers). */
    inFlight: (): readonly PrintJobRow[] => inFlight.all(),
    unsettled: (): readonly PrintJobRow[] => unsettled.all(),
    /** Newest first (ids are UUIDv7, in order of making). */
    recent: (): readonly PrintJobRow[] => recent.all(),
  };
}
