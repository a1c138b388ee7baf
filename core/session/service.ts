/**
 * Sign-in, seats and sign-out. Passwords are checked before the command (argon2id takes its time off the main thread);
 * the command then decides on what is on disk at that moment.
 */
import type { PeopleStatements } from '../../db/people.ts';
import type { Ids } from '../ids.ts';
import { type Actor, type CommandContext, type Journal, SYSTEM } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { StoreSettings } from '../store/settings.ts';
import type { Staff } from './contract.ts';
import { hashToken, type LiveSession, type LiveSessions, newToken } from './live-sessions.ts';
import { afterWrongPassword, lockedUntil } from './lockout.ts';
import { hashPassword, verifyPassword } from './passwords.ts';
import { permissionsOf, type Role } from './permissions.ts';

export type SessionServiceOptions = {
  readonly people: PeopleStatements;
  readonly journal: Journal;
  readonly live: LiveSessions;
  readonly ids: Ids;
  readonly settings: StoreSettings;
  /** Pauses, reopens or closes the counter of a seat within the same command; owned by the queue. */
  readonly counters: {
    vacate(context: CommandContext, counter: number, how: { readonly state: 'paused' | 'closed'; readonly reason: string }): void;
    reopen(context: CommandContext, counter: number): void;
  };
};

export type SessionService = ReturnType<typeof createSessionService>;

export function createSessionService(options: SessionServiceOptions) {
  const { people, journal, live, ids, settings, counters } = options;
  const rule = { limit: settings.session.wrongPasswordLimit, lockMs: settings.session.lockMinutes * 60_000 };
  const known = new Set(settings.counters.map((counter) => counter.counter));
  // Checking a stranger's password must take as long as checking a real one.
  const decoy = hashPassword('no such account');

  /** Throws unless the password is right; counts and locks when it is not. */
  async function authenticate(name: string, password: string, station: string): Promise<string> {
    const found = people.accountNamed(name);
    const right = await verifyPassword(found?.passwordHash ?? (await decoy), password);
    if (!found) throw new Refused('session/wrong-password', `No account ${name}`);
    const actor: Actor = { account: found.id, station };
    const verdict = await journal.run({ type: 'session.authenticate', actor }, (context) => {
      const account = people.account(found.id) ?? found;
      const until = lockedUntil(account, context.now);
      if (until !== null) return { kind: 'locked', until } as const;
      if (!right) {
        const attempts = afterWrongPassword(account, rule, context.now);
        people.setAttempts(context.tx, account.id, attempts.wrongPasswords, attempts.lockedUntil);
        const type = attempts.lockedUntil === null ? 'account.password-refused' : 'account.locked';
        context.append({
          type,
          subject: `account/${account.id}`,
          data: { wrongPasswords: attempts.wrongPasswords, lockedUntil: attempts.lockedUntil },
        });
        if (attempts.lockedUntil !== null) return { kind: 'locked', until: attempts.lockedUntil } as const;
        return { kind: 'wrong', left: rule.limit - attempts.wrongPasswords } as const;
      }
      if (account.wrongPasswords > 0 || account.lockedUntil !== null) people.setAttempts(context.tx, account.id, 0, null);
      return { kind: account.disabled ? 'disabled' : 'right' } as const;
    });
    switch (verdict.kind) {
      case 'locked':
        throw new Refused('session/account-locked', `${name} is locked`, { lockedUntil: new Date(verdict.until).toISOString() });
      case 'wrong':
        throw new Refused('session/wrong-password', `Wrong password for ${name}`, { attemptsLeft: verdict.left });
      case 'disabled':
        throw new Refused('session/account-disabled', `${name} is disabled`);
      case 'right':
        return found.id;
    }
  }

  function start(context: CommandContext, accountId: string, role: Role, counter: number | null): { token: string; staff: Staff } {
    const account = people.account(accountId);
    if (!account) throw new Refused('session/wrong-password', 'The account is gone');
    const token = newToken();
    const id = ids.next();
    people.insertSession(context.tx, {
      tokenHash: hashToken(token),
      id,
      account: accountId,
      role,
      counter,
      seat: 'active',
      startedAt: context.now,
      endedAt: null,
    });
    context.append({ type: 'session.signed-in', subject: `session/${id}`, data: { account: account.account, role, counter } });
    const staff = { id: accountId, account: account.account, name: account.name, role, permissions: [...permissionsOf(role)], counter };
    return { token, staff };
  }

  function end(context: CommandContext, session: { id: string; counter: number | null }, why: string): void {
    if (!people.endSession(context.tx, session.id, context.now)) return;
    if (session.counter !== null) counters.vacate(context, session.counter, { state: 'closed', reason: '' });
    context.append({ type: 'session.signed-out', subject: `session/${session.id}`, data: { why } });
  }

  /** A counter belongs to one seat: the same person may take over an own forgotten seat, nobody else's. */
  function claimCounter(context: CommandContext, counter: number, accountId: string): void {
    if (!known.has(counter)) throw new Refused('session/counter-unknown', `There is no counter ${counter}`, { counter });
    const holder = people.sessionAtCounter(counter);
    if (!holder) return;
    if (holder.account !== accountId) {
      const name = people.account(holder.account)?.name ?? '';
      throw new Refused('session/counter-taken', `Counter ${counter} is taken`, { counter, by: name });
    }
    end(context, holder, 'taken over by the same person');
  }

  /** Sets the seat state of a session; no fact when nothing changes. */
  function seat(context: CommandContext, session: LiveSession, state: LiveSession['seat'], data: Record<string, unknown>): void {
    people.setSeat(context.tx, session.id, state);
    context.append({ type: `session.${state === 'active' ? 'resumed' : state}`, subject: `session/${session.id}`, data });
  }

  return {
    async signIn(input: { account: string; password: string; counter?: number | undefined }, station: string) {
      const accountId = await authenticate(input.account, input.password, station);
      const result = await journal.run({ type: 'session.signIn', actor: { account: accountId, station } }, (context) => {
        const account = people.account(accountId);
        // The column is written from ROLES only.
        const role = (account?.role ?? 'clerk') as Role;
        // Who cannot work a counter takes no seat from those who can.
        const counter = permissionsOf(role).includes('counter.operate') ? (input.counter ?? null) : null;
        if (counter !== null) claimCounter(context, counter, accountId);
        return start(context, accountId, role, counter);
      });
      live.forget();
      return result;
    },

    async signOut(session: LiveSession, actor: Actor): Promise<void> {
      await journal.run({ type: 'session.signOut', actor }, (context) => end(context, session, 'signed out'));
      live.forget();
    },

    async lock(session: LiveSession, actor: Actor): Promise<void> {
      if (session.seat !== 'active') return;
      await journal.run({ type: 'session.lock', actor }, (context) => seat(context, session, 'locked', {}));
      live.forget();
    },

    async leave(session: LiveSession, actor: Actor, input: { commandId: string; reason: string }): Promise<void> {
      await journal.run({ id: input.commandId, type: 'session.leave', actor, input }, (context) => {
        seat(context, session, 'away', { reason: input.reason });
        if (session.counter !== null) counters.vacate(context, session.counter, { state: 'paused', reason: input.reason });
      });
      live.forget();
    },

    async resume(session: LiveSession, actor: Actor, password: string): Promise<void> {
      await authenticate(session.account, password, actor.station);
      await journal.run({ type: 'session.resume', actor }, (context) => {
        seat(context, session, 'active', {});
        if (session.seat === 'away' && session.counter !== null) counters.reopen(context, session.counter);
      });
      live.touch(session);
      live.forget();
    },

    async openStation(session: LiveSession, actor: Actor, workplace: 'kiosk' | 'display') {
      return await journal.run({ type: 'session.openStation', actor }, (context) => start(context, session.accountId, workplace, null));
    },

    /** Ends every session of an account within the caller's command: it was switched off. */
    endAllOf(context: CommandContext, accountId: string): void {
      for (const seat of people.liveSessionsOf(accountId)) end(context, seat, 'the account was switched off');
    },

    /** A manager frees a counter whose clerk went away without signing out. Throws `counter/not-taken`. */
    async release(input: { commandId: string; counter: number }, actor: Actor): Promise<void> {
      await journal.run({ id: input.commandId, type: 'counters.release', actor, input }, (context) => {
        const holder = people.sessionAtCounter(input.counter);
        if (!holder) throw new Refused('counter/not-taken', `Nobody sits at counter ${input.counter}`, { counter: input.counter });
        end(context, holder, 'released by a manager');
        return null;
      });
      live.forget();
    },

    /** Seats of other days were forgotten: they end, and their counters close. Run at start and when the day changes. */
    async rollDay(today: (epochMs: number) => string): Promise<void> {
      const isStale = (startedAt: number, now: number) => today(startedAt) !== today(now);
      const ended = await journal.run({ type: 'session.rollDay', actor: SYSTEM }, (context) => {
        const stale = people.liveSeats().filter((seat) => isStale(seat.startedAt, context.now));
        for (const seat of stale) end(context, seat, 'the day is over');
        return stale.length;
      });
      if (ended > 0) live.forget();
    },

    /** Whose name stands behind a session, for `session.current`. */
    staffOf(session: LiveSession): Staff {
      const { accountId, account, name, role, permissions, counter } = session;
      return { id: accountId, account, name, role, permissions: [...permissions], counter };
    },

    /** Staff at counters now, for the board. */
    seated: people.seated,

    /** Actor of a session's commands. */
    actorOf: (session: LiveSession | null, station: string): Actor =>
      session ? { account: session.accountId, station } : { ...SYSTEM, station },
  };
}
