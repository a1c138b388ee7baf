/**
 * Sign-in, seats and sign-out. Passwords are checked before the command (argon2id takes its time off the main thread);
 * the command then decides on what is on disk at that moment.
 */
import type { PeopleStatements, SessionRow } from '../../db/people.ts';
import type { Ids } from '../ids.ts';
import { type Actor, type CommandContext, type Journal, SYSTEM } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import type { StoreSettings } from '../store/settings.ts';
import { createAuthenticator } from './authenticator.ts';
import type { Staff } from './contract.ts';
import { hashToken, type LiveSession, type LiveSessions, newToken } from './live-sessions.ts';
import { hashPassword } from './passwords.ts';
import { isStation, permissionsOf, type Role } from './permissions.ts';

export type SessionServiceOptions = {
  readonly people: PeopleStatements;
  readonly journal: Journal;
  readonly live: LiveSessions;
  readonly ids: Ids;
  readonly settings: StoreSettings;
  /** Pauses, reopens or closes the counter of a seat within the same command; owned by the queue. */
  readonly counters: {
    /** True while a visitor is called there or served. */
    isBusy(counter: number): boolean;
    vacate(context: CommandContext, counter: number, how: { readonly state: 'paused' | 'closed'; readonly reason: string }): void;
    reopen(context: CommandContext, counter: number): void;
  };
};

export type SessionService = ReturnType<typeof createSessionService>;

export function createSessionService(options: SessionServiceOptions) {
  const { people, journal, live, ids, settings, counters } = options;
  const rule = { limit: settings.session.wrongPasswordLimit, lockMs: settings.session.lockMinutes * 60_000 };
  const known = new Set(settings.counters.map((counter) => counter.counter));
  const { authenticate, confirm } = createAuthenticator({ people, journal, rule });

  /** The session as it is on disk inside a command: it may have ended while its password was being checked. */
  function stillLive(session: LiveSession): SessionRow {
    const row = people.liveSessionOfId(session.id);
    if (!row) throw new Refused('session/required', 'The session has ended');
    return row;
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

  /** Ends the sessions of an account within the caller's command, the screens it opened included, but for the one named. */
  function endAllOf(context: CommandContext, accountId: string, why: string, except?: string): void {
    for (const row of people.liveSessionsOf(accountId)) if (row.id !== except) end(context, row, why);
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
  function seat(context: CommandContext, session: SessionRow, state: SessionRow['seat'], data: Record<string, unknown> = {}): void {
    if (session.seat === state) return;
    people.setSeat(context.tx, session.id, state);
    context.append({ type: `session.${state === 'active' ? 'resumed' : state}`, subject: `session/${session.id}`, data });
  }

  return {
    async signIn(input: { account: string; password: string; counter?: number | undefined }, station: string) {
      const proof = await authenticate(input.account, input.password, station);
      const { accountId } = proof;
      const result = await journal.run({ type: 'session.signIn', actor: { account: accountId, station } }, (context) => {
        // The column is written from ROLES only.
        const role = confirm(proof).role as Role;
        // Who cannot work a counter takes no seat from those who can.
        const counter = permissionsOf(role).includes('counter.operate') ? (input.counter ?? null) : null;
        if (counter !== null) claimCounter(context, counter, accountId);
        return start(context, accountId, role, counter);
      });
      live.forget();
      return result;
    },

    async signOut(session: LiveSession, actor: Actor): Promise<void> {
      await journal.run({ type: 'session.signOut', actor }, (context) => {
        const row = people.liveSessionOfId(session.id);
        if (row) end(context, row, 'signed out');
      });
      live.forget();
    },

    /** Locks the seat; one that is left stays left. Always allowed, also in the middle of a service. */
    async lock(session: LiveSession, actor: Actor): Promise<void> {
      await journal.run({ type: 'session.lock', actor }, (context) => {
        const row = stillLive(session);
        if (row.seat === 'active') seat(context, row, 'locked');
      });
      live.forget();
    },

    /** Writes the idle locks that are due, so that no restart undoes them. Run by the host's timer and when one is met. */
    async lockIdle(): Promise<void> {
      const due = () => people.liveSeats().filter(live.isIdle);
      if (due().length === 0) return;
      await journal.run({ type: 'session.lockIdle', actor: SYSTEM }, (context) => {
        for (const row of due()) seat(context, row, 'locked', { why: 'idle' });
      });
      live.forget();
    },

    /** Throws `counter/busy` while a visitor is called there or served. */
    async leave(session: LiveSession, actor: Actor, input: { commandId: string; reason: string }): Promise<void> {
      await journal.run({ id: input.commandId, type: 'session.leave', actor, input }, (context) => {
        const row = stillLive(session);
        if (row.counter !== null && counters.isBusy(row.counter))
          throw new Refused('counter/busy', `Counter ${row.counter} still has a visitor`, { counter: row.counter });
        seat(context, row, 'away', { reason: input.reason });
        if (row.counter !== null) counters.vacate(context, row.counter, { state: 'paused', reason: input.reason });
      });
      live.forget();
    },

    async resume(session: LiveSession, actor: Actor, password: string): Promise<void> {
      const proof = await authenticate(session.account, password, actor.station);
      await journal.run({ type: 'session.resume', actor }, (context) => {
        const row = stillLive(session);
        confirm(proof);
        seat(context, row, 'active');
        if (row.seat === 'away' && row.counter !== null) counters.reopen(context, row.counter);
        // Before the commit, or an idle lock of the same moment would find the seat still idle.
        live.touch(session);
      });
      live.forget();
    },

    /**
     * Sets one's own password and ends one's other sessions. A wrong current one counts as in signIn.
     * Throws `session/forbidden` for a screen: it runs under the name of who opened it.
     */
    async changePassword(session: LiveSession, actor: Actor, input: { current: string; next: string }): Promise<void> {
      if (isStation(session.role)) throw new Refused('session/forbidden', `A ${session.role} has no password`);
      const proof = await authenticate(session.account, input.current, actor.station);
      const passwordHash = await hashPassword(input.next);
      await journal.run({ type: 'session.changePassword', actor }, (context) => {
        stillLive(session);
        const { id } = confirm(proof);
        people.setPassword(context.tx, id, passwordHash);
        context.append({ type: 'account.password-set', subject: `account/${id}`, data: {} });
        endAllOf(context, id, 'the password was changed', session.id);
      });
      live.forget();
    },

    async openStation(session: LiveSession, actor: Actor, workplace: 'kiosk' | 'display') {
      return await journal.run({ type: 'session.openStation', actor }, (context) => {
        stillLive(session);
        return start(context, session.accountId, workplace, null);
      });
    },

    endAllOf,

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
      const isStale = (startedAt: number, now: number) => today(startedAt) < today(now);
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
