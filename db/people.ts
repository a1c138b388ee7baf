/** Statements of accounts, sessions and stations. */
import type { ReadableDb, Tx } from './database.ts';

export type AccountRow = {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly role: string;
  readonly passwordHash: string;
  readonly disabled: number;
  readonly wrongPasswords: number;
  /** Epoch ms, null = not locked. */
  readonly lockedUntil: number | null;
  readonly createdAt: number;
};

export type SessionRow = {
  readonly tokenHash: Uint8Array;
  readonly id: string;
  readonly account: string;
  readonly role: string;
  readonly counter: number | null;
  readonly seat: 'active' | 'locked' | 'away';
  readonly startedAt: number;
  readonly endedAt: number | null;
};

/** A paired console; its key is known by its hash alone and is read by nobody. */
export type StationRow = {
  readonly id: string;
  readonly name: string;
  /** Epoch ms. */
  readonly pairedAt: number;
};

export type PeopleStatements = ReturnType<typeof createPeopleStatements>;

export function createPeopleStatements(db: ReadableDb) {
  const accountColumns = `id, account, name, role, password_hash AS passwordHash, disabled, wrong_passwords AS wrongPasswords,
    locked_until AS lockedUntil, created_at AS createdAt`;
  const sessionColumns = `token_hash AS tokenHash, id, account, role, counter, seat, started_at AS startedAt, ended_at AS endedAt`;
  const insertAccount = db.prepare<AccountRow>(
    `INSERT INTO account (id, account, name, role, password_hash, disabled, wrong_passwords, locked_until, created_at)
     VALUES (:id, :account, :name, :role, :passwordHash, :disabled, :wrongPasswords, :lockedUntil, :createdAt)`,
  );
  const byName = db.prepare<[string], AccountRow>(`SELECT ${accountColumns} FROM account WHERE account = ?`);
  const byId = db.prepare<[string], AccountRow>(`SELECT ${accountColumns} FROM account WHERE id = ?`);
  const all = db.prepare<[], AccountRow>(`SELECT ${accountColumns} FROM account ORDER BY created_at, account`);
  const setAttempts = db.prepare<[number, number | null, string]>('UPDATE account SET wrong_passwords = ?, locked_until = ? WHERE id = ?');
  const setPassword = db.prepare<[string, string]>(
    'UPDATE account SET password_hash = ?, wrong_passwords = 0, locked_until = NULL WHERE id = ?',
  );
  const setDisabled = db.prepare<[number, string]>('UPDATE account SET disabled = ? WHERE id = ?');
  const insertSession = db.prepare<SessionRow>(
    `INSERT INTO session (token_hash, id, account, role, counter, seat, started_at, ended_at)
     VALUES (:tokenHash, :id, :account, :role, :counter, :seat, :startedAt, :endedAt)`,
  );
  const byToken = db.prepare<[Uint8Array], SessionRow>(`SELECT ${sessionColumns} FROM session WHERE token_hash = ? AND ended_at IS NULL`);
  const atCounter = db.prepare<[number], SessionRow>(`SELECT ${sessionColumns} FROM session WHERE counter = ? AND ended_at IS NULL`);
  const liveById = db.prepare<[string], SessionRow>(`SELECT ${sessionColumns} FROM session WHERE id = ? AND ended_at IS NULL`);
  const seated = db.prepare<[], { readonly counter: number; readonly account: string; readonly name: string }>(
    `SELECT s.counter, a.account, a.name FROM session s JOIN account a ON a.id = s.account
     WHERE s.ended_at IS NULL AND s.counter IS NOT NULL`,
  );
  const liveSeats = db.prepare<[], SessionRow>(
    `SELECT ${sessionColumns} FROM session WHERE ended_at IS NULL AND role NOT IN ('kiosk', 'display')`,
  );
  const ofAccount = db.prepare<[string], SessionRow>(`SELECT ${sessionColumns} FROM session WHERE ended_at IS NULL AND account = ?`);
  const setSeat = db.prepare<[string, string]>('UPDATE session SET seat = ? WHERE id = ?');
  const endSession = db.prepare<[number, string]>('UPDATE session SET ended_at = ?, counter = NULL WHERE id = ? AND ended_at IS NULL');
  const insertStation = db.prepare<[Uint8Array, string, string, number]>(
    'INSERT INTO station (key_hash, id, name, paired_at) VALUES (?, ?, ?, ?)',
  );
  const station = db.prepare<[Uint8Array], { readonly id: string; readonly name: string }>(
    'SELECT id, name FROM station WHERE key_hash = ?',
  );
  const stationById = db.prepare<[string], StationRow>('SELECT id, name, paired_at AS pairedAt FROM station WHERE id = ?');
  const stations = db.prepare<[], StationRow>('SELECT id, name, paired_at AS pairedAt FROM station ORDER BY paired_at, id');
  const removeStation = db.prepare<[string]>('DELETE FROM station WHERE id = ?');

  return {
    insertAccount: (_tx: Tx, row: AccountRow): void => void insertAccount.run(row),
    accountNamed: (account: string): AccountRow | undefined => byName.get(account),
    account: (id: string): AccountRow | undefined => byId.get(id),
    accounts: (): readonly AccountRow[] => all.all(),
    setAttempts: (_tx: Tx, id: string, wrongPasswords: number, lockedUntil: number | null): void =>
      void setAttempts.run(wrongPasswords, lockedUntil, id),
    /** A new password also unlocks. */
    setPassword: (_tx: Tx, id: string, passwordHash: string): void => void setPassword.run(passwordHash, id),
    setDisabled: (_tx: Tx, id: string, disabled: boolean): void => void setDisabled.run(disabled ? 1 : 0, id),
    insertSession: (_tx: Tx, row: SessionRow): void => void insertSession.run(row),
    liveSession: (tokenHash: Uint8Array): SessionRow | undefined => byToken.get(tokenHash),
    /** A session that has not ended, by its id. */
    liveSessionOfId: (id: string): SessionRow | undefined => liveById.get(id),
    sessionAtCounter: (counter: number): SessionRow | undefined => atCounter.get(counter),
    /** Sessions of people that have not ended. */
    liveSeats: (): readonly SessionRow[] => liveSeats.all(),
    /** Sessions of an account that have not ended, its kiosk and display screens included. */
    liveSessionsOf: (account: string): readonly SessionRow[] => ofAccount.all(account),
    /** Who sits at which counter now. */
    seated: () => seated.all(),
    setSeat: (_tx: Tx, session: string, seat: SessionRow['seat']): void => void setSeat.run(seat, session),
    /** @returns false when it had ended already. */
    endSession: (_tx: Tx, session: string, at: number): boolean => endSession.run(at, session).changes === 1,
    insertStation: (_tx: Tx, keyHash: Uint8Array, id: string, name: string, at: number): void =>
      void insertStation.run(keyHash, id, name, at),
    station: (keyHash: Uint8Array) => station.get(keyHash),
    stationOfId: (id: string): StationRow | undefined => stationById.get(id),
    /** Every paired console, the oldest first. */
    stations: (): readonly StationRow[] => stations.all(),
    removeStation: (_tx: Tx, id: string): void => void removeStation.run(id),
  };
}
