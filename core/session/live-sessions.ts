/**
 * Finds the session behind a token and knows how long it has been idle. What lasts (who, where, seat) is in the
 * database; the last sign of life is in memory only: a seat nobody heard of counts from the start of this host or its own,
 * so a host that comes back finds counters as they were. An idle lock that is due is written by the session service.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { PeopleStatements, SessionRow } from '../../db/people.ts';
import type { Clock } from '../clock.ts';
import { isStation, type Permission, permissionsOf, type Role } from './permissions.ts';

export type LiveSession = {
  readonly id: string;
  readonly accountId: string;
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly counter: number | null;
  readonly seat: 'active' | 'locked' | 'away';
  /** Epoch ms. */
  readonly startedAt: number;
};

/** A new bearer token: 256 bits of chance, URL-safe. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What the database keeps of a token or station key. */
export function hashToken(token: string): Uint8Array {
  return createHash('sha256').update(token).digest();
}

export type LiveSessions = ReturnType<typeof createLiveSessions>;

export function createLiveSessions(options: { readonly people: PeopleStatements; readonly clock: Clock; readonly idleLockMs: number }) {
  const { people, clock, idleLockMs } = options;
  const cache = new Map<string, LiveSession | null>();
  const lastSeen = new Map<string, number>();
  const bornAt = clock.now();

  function load(token: string): LiveSession | null {
    const row = people.liveSession(hashToken(token));
    const account = row && people.account(row.account);
    if (!row || !account || account.disabled) return null;
    return toLive(row, account);
  }

  function isIdle(session: Pick<SessionRow, 'id' | 'seat' | 'role' | 'startedAt'>): boolean {
    if (session.seat !== 'active' || isStation(session.role)) return false;
    return clock.now() - (lastSeen.get(session.id) ?? Math.max(bornAt, session.startedAt)) > idleLockMs;
  }

  return {
    /** True for an active seat of a person without a sign of life for too long: its lock is due. */
    isIdle,
    /** The live session of a token, or null. A seat idle for too long counts as locked from that moment on. */
    find(token: string): LiveSession | null {
      let session = cache.get(token);
      if (session === undefined) {
        session = load(token);
        // Guessed tokens must not fill the memory.
        if (session) cache.set(token, session);
      }
      if (!session) return null;
      return isIdle(session) ? { ...session, seat: 'locked' } : session;
    },
    /** Marks a sign of life of the person at the seat. */
    touch(session: { readonly id: string; readonly role: string }): void {
      if (!isStation(session.role)) lastSeen.set(session.id, clock.now());
    },
    /** Called after a command changed sessions or accounts: what was read is read anew, what ended leaves the memory. */
    forget(): void {
      cache.clear();
      const open = new Set(people.liveSeats().map((seat) => seat.id));
      for (const id of lastSeen.keys()) if (!open.has(id)) lastSeen.delete(id);
    },
    /** Seats whose last sign of life is remembered; no more than there are open ones. */
    remembered: (): number => lastSeen.size,
  };
}

function toLive(row: SessionRow, account: { id: string; account: string; name: string }): LiveSession {
  // The table's role column is written from ROLES only.
  const role = row.role as Role;
  return {
    id: row.id,
    accountId: account.id,
    account: account.account,
    name: account.name,
    role,
    permissions: permissionsOf(role),
    counter: row.counter,
    seat: row.seat,
    startedAt: row.startedAt,
  };
}
