/**
 * Finds the session behind a token and knows how long it has been idle. What lasts (who, where, seat) is in the
 * database; the last sign of life is in memory only, so a restart starts every seat's idle time anew.
 */
import { createHash, randomBytes } from 'node:crypto';
import type { PeopleStatements, SessionRow } from '../../db/people.ts';
import type { Clock } from '../clock.ts';
import { type Permission, permissionsOf, type Role } from './permissions.ts';

export type LiveSession = {
  readonly id: string;
  readonly accountId: string;
  readonly account: string;
  readonly name: string;
  readonly role: Role;
  readonly permissions: readonly Permission[];
  readonly counter: number | null;
  readonly seat: 'active' | 'locked' | 'away';
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

  function load(token: string): LiveSession | null {
    const row = people.liveSession(hashToken(token));
    const account = row && people.account(row.account);
    if (!row || !account || account.disabled) return null;
    return toLive(row, account);
  }

  return {
    /** The live session of a token, or null. A seat idle for too long counts as locked from that moment on. */
    find(token: string): LiveSession | null {
      let session = cache.get(token);
      if (session === undefined) {
        session = load(token);
        // Guessed tokens must not fill the memory.
        if (session) cache.set(token, session);
      }
      if (!session) return null;
      const seen = lastSeen.get(session.id);
      if (seen === undefined) lastSeen.set(session.id, clock.now());
      const idle = seen !== undefined && clock.now() - seen > idleLockMs;
      return idle && session.seat === 'active' && !isStation(session.role) ? { ...session, seat: 'locked' } : session;
    },
    /** Marks a sign of life of the person at the seat. */
    touch(session: LiveSession): void {
      lastSeen.set(session.id, clock.now());
    },
    /** Called after a command changed sessions or accounts. */
    forget(): void {
      cache.clear();
    },
  };
}

/** Screens without a person do not idle out. */
export function isStation(role: Role): boolean {
  return role === 'kiosk' || role === 'display';
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
  };
}
