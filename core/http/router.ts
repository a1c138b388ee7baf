/** The contract bound to the services: each procedure is one line, who may call it was decided before. */
import { implement } from '@orpc/server';
import type { RequestHeadersPluginContext } from '@orpc/server/plugins';
import { instant } from '../clock.ts';
import { contract } from '../contract.ts';
import type { Bench } from '../devices/bench.ts';
import type { DevicesPicture } from '../devices/contract.ts';
import type { Actor } from '../journal/journal.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { ProcedureMeta } from '../procedure.ts';
import { boardFor } from '../queue/board-for.ts';
import type { Board } from '../queue/contract.ts';
import { Refused } from '../refused.ts';
import type { StoreServices } from '../services.ts';
import type { LiveSession } from '../session/live-sessions.ts';
import type { StoreInfo } from '../store/info.ts';
import { admit, toAnswer } from './access.ts';
import { bearerOf } from './caller.ts';

export type RouterServices = Pick<
  StoreServices,
  'live' | 'session' | 'accounts' | 'pairing' | 'queue' | 'printing' | 'cardDesk' | 'customers' | 'counter'
> & {
  readonly info: StoreInfo;
  readonly board: LiveFeed<Board>;
  readonly devices: LiveFeed<DevicesPicture>;
  readonly devicesPicture: () => DevicesPicture;
  readonly bench: Bench;
  readonly report: (error: unknown) => void;
};

/** What a carrier gives with each call; its headers come from the plugin, a pairing's cookie goes back through `setStationKey`. */
export type CallContext = RequestHeadersPluginContext & {
  /** `host` for this machine, a paired station's id, or null for a stranger on the network. */
  readonly station: string | null;
  readonly setStationKey?: (key: string) => void;
};

const nothing = {};

export function createRouter(services: RouterServices) {
  const { info, live, session, accounts, pairing, queue, board, printing, devices, cardDesk, bench, customers, counter, report } = services;

  const os = implement(contract)
    .$context<CallContext>()
    .use(async ({ context, next, path, procedure }) => {
      try {
        const meta: ProcedureMeta = procedure['~orpc'].meta;
        const caller = { token: bearerOf(context.reqHeaders?.get('authorization') ?? null), station: pairedNow(context.station) };
        // An idle lock that is met is written, or a restart would undo it; what it refuses is refused even if that fails.
        if (caller.token !== null && live.find(caller.token)?.seat === 'locked') await session.lockIdle().catch(report);
        const found = admit(meta, caller, live.find, path.join('.') === 'stations.pair');
        // Streams are not a sign of life of a person; commands and questions are. A seat that idled into its lock stays
        // locked whatever its screen asks: only the password is a sign of life then.
        if (found?.seat === 'active' && path.at(-1) !== 'watch' && path.at(-1) !== 'trace') live.touch(found);
        const actor = session.actorOf(found, caller.station ?? 'unpaired');
        return await next({ context: { session: found, actor, ...caller } });
      } catch (error) {
        throw toAnswer(error, report);
      }
    });

  /** The session of a call that `admit` let in with one. */
  function signedIn(context: { readonly session: LiveSession | null }): LiveSession {
    if (!context.session) throw new Refused('session/required', 'Sign in first');
    return context.session;
  }

  /** The station of a carrier, unless its pairing ended since: a socket outlives it. */
  function pairedNow(station: string | null): string | null {
    return station !== null && pairing.isPaired(station) ? station : null;
  }

  type Watching = { readonly token: string | null; readonly station: string | null };

  /** A stream ends with the session that asked for it, and with the pairing of its console. */
  async function* whileSignedIn<T>(context: Watching, pictures: AsyncGenerator<T>): AsyncGenerator<T> {
    for await (const picture of pictures) {
      if (pairedNow(context.station) === null || context.token === null || !live.find(context.token))
        throw toAnswer(new Refused('session/required', 'The session has ended'), report);
      yield picture;
    }
  }

  /** The board's pictures as the caller's role may see them. */
  async function* boards(context: Watching & { readonly session: LiveSession | null }, signal: AbortSignal | undefined) {
    const { role } = signedIn(context);
    for await (const picture of whileSignedIn(context, board.watch(signal))) yield boardFor(role, picture);
  }

  /**
   * Cards, customers and money belong to the seat: a clerk reaches those of the own counter only. Who directs the hall
   * (lobby, duty, store manager) may help at any, and a card may be read by who sits nowhere yet: it is on record.
   */
  function ownCounter(
    context: { readonly session: LiveSession | null; readonly actor: Actor },
    at: number,
    needs: 'seat' | 'no-other-seat' = 'seat',
  ): Actor {
    const { counter: seat, permissions } = signedIn(context);
    const isOwn = seat === at || (seat === null && needs === 'no-other-seat');
    if (!isOwn && !permissions.includes('queue.direct')) {
      throw new Refused('counter/not-yours', seat === null ? 'The session sits at no counter' : `The seat is at counter ${seat}`, {
        counter: seat,
      });
    }
    return context.actor;
  }

  return os.router({
    store: {
      welcome: os.store.welcome.handler(() => info.welcome()),
      settings: os.store.settings.handler(() => info.settings()),
    },
    session: {
      signIn: os.session.signIn.handler(({ input, context }) => session.signIn(input, context.actor.station)),
      current: os.session.current.handler(({ context }) => {
        const own = signedIn(context);
        return { staff: session.staffOf(own), seat: own.seat };
      }),
      signOut: os.session.signOut.handler(async ({ context }) => {
        await session.signOut(signedIn(context), context.actor);
        return nothing;
      }),
      touch: os.session.touch.handler(() => nothing),
      lock: os.session.lock.handler(async ({ context }) => {
        await session.lock(signedIn(context), context.actor);
        return nothing;
      }),
      leave: os.session.leave.handler(async ({ input, context }) => {
        await session.leave(signedIn(context), context.actor, input);
        return nothing;
      }),
      resume: os.session.resume.handler(async ({ input, context }) => {
        const own = signedIn(context);
        await session.resume(own, context.actor, input.password);
        return { staff: session.staffOf(own) };
      }),
      changePassword: os.session.changePassword.handler(async ({ input, context }) => {
        await session.changePassword(signedIn(context), context.actor, input);
        return nothing;
      }),
      openStation: os.session.openStation.handler(({ input, context }) =>
        session.openStation(signedIn(context), context.actor, input.workplace),
      ),
    },
    stations: {
      pair: os.stations.pair.handler(async ({ input, context }) => {
        const stationKey = await pairing.pair(input);
        context.setStationKey?.(stationKey);
        return { stationKey };
      }),
      pairingCode: os.stations.pairingCode.handler(() => {
        const { code, expiresAt } = pairing.newCode();
        return { code, expiresAt: instant(expiresAt) };
      }),
      list: os.stations.list.handler(() => ({
        stations: pairing.list().map(({ id, name, pairedAt }) => ({ id, name, pairedAt: instant(pairedAt) })),
      })),
      remove: os.stations.remove.handler(async ({ input, context }) => {
        await pairing.remove(input, context.actor);
        return nothing;
      }),
    },
    accounts: {
      list: os.accounts.list.handler(() => ({ accounts: accounts.list() })),
      create: os.accounts.create.handler(async ({ input, context }) => ({ account: await accounts.create(input, context.actor) })),
      change: os.accounts.change.handler(async ({ input, context }) => ({
        account: await accounts.change(input, context.actor, signedIn(context).id),
      })),
    },
    counters: {
      setState: os.counters.setState.handler(async ({ input, context }) => ({
        counter: await queue.setCounterState(input, context.actor),
      })),
      release: os.counters.release.handler(async ({ input, context }) => {
        await session.release(input, context.actor);
        return nothing;
      }),
    },
    queue: {
      issue: os.queue.issue.handler(async ({ input, context }) => ({ ticket: await queue.issue(input, context.actor) })),
      callNext: os.queue.callNext.handler(async ({ input, context }) => ({ ticket: await queue.callNext(input, context.actor) })),
      recall: os.queue.recall.handler(async ({ input, context }) => ({ ticket: await queue.recall(input, context.actor) })),
      start: os.queue.start.handler(async ({ input, context }) => ({ ticket: await queue.start(input, context.actor) })),
      finish: os.queue.finish.handler(async ({ input, context }) => ({ ticket: await queue.finish(input, context.actor) })),
      noShow: os.queue.noShow.handler(async ({ input, context }) => ({ ticket: await queue.noShow(input, context.actor) })),
      cancel: os.queue.cancel.handler(async ({ input, context }) => ({ ticket: await queue.cancel(input, context.actor) })),
      restore: os.queue.restore.handler(async ({ input, context }) => ({ ticket: await queue.restore(input, context.actor) })),
      acceptPaper: os.queue.acceptPaper.handler(async ({ input, context }) => ({ ticket: await queue.acceptPaper(input, context.actor) })),
      reprint: os.queue.reprint.handler(async ({ input, context }) => ({ ticket: await queue.reprint(input, context.actor) })),
      askHelp: os.queue.askHelp.handler(async ({ input, context }) => {
        await queue.askHelp(input, context.actor);
        return nothing;
      }),
      settleHelp: os.queue.settleHelp.handler(async ({ input, context }) => {
        await queue.settleHelp(input, context.actor);
        return nothing;
      }),
      board: os.queue.board.handler(({ context }) => boardFor(signedIn(context).role, queue.board())),
      watch: os.queue.watch.handler(({ signal, context }) => boards(context, signal)),
    },
    devices: {
      list: os.devices.list.handler(() => services.devicesPicture()),
      watch: os.devices.watch.handler(({ signal, context }) => whileSignedIn(context, devices.watch(signal))),
      readIdCard: os.devices.readIdCard.handler(async ({ input, context, signal }) => {
        const actor = ownCounter(context, input.counter, 'no-other-seat');
        return { card: await cardDesk.read(input.counter, actor, signal) };
      }),
      recover: os.devices.recover.handler(async ({ input, context }) => {
        await printing.recover(input, context.actor);
        return nothing;
      }),
      decideJob: os.devices.decideJob.handler(async ({ input, context }) => ({ job: await printing.decide(input, context.actor) })),
    },
    bench: {
      watch: os.bench.watch.handler(({ signal, context }) => whileSignedIn(context, bench.watch(signal))),
      act: os.bench.act.handler(({ input }) => {
        bench.act(input.device, input.action);
        return nothing;
      }),
      trace: os.bench.trace.handler(({ input, signal, context }) => whileSignedIn(context, bench.trace(input.device, signal))),
    },
    customers: {
      identify: os.customers.identify.handler(({ input, context }) => customers.identify(input, ownCounter(context, input.counter))),
    },
    transactions: {
      preview: os.transactions.preview.handler(({ input, context }) => ({
        paper: counter.preview(input, ownCounter(context, input.counter)),
      })),
      pay: os.transactions.pay.handler(async ({ input, context }) => ({
        transaction: await counter.pay(input, ownCounter(context, input.counter)),
      })),
      print: os.transactions.print.handler(async ({ input, context }) => ({
        job: await counter.print(input, ownCounter(context, counter.counterOf(input.transaction))),
      })),
      get: os.transactions.get.handler(({ input }) => counter.get(input.transaction)),
      today: os.transactions.today.handler(({ input }) => ({ transactions: counter.today(input.counter) })),
    },
    drawer: {
      open: os.drawer.open.handler(async ({ input, context }) => ({
        drawer: await counter.openDrawer(input, ownCounter(context, input.counter)),
      })),
      current: os.drawer.current.handler(({ input }) => ({ drawer: counter.drawer(input.counter) })),
    },
  });
}

export type StoreRouter = ReturnType<typeof createRouter>;
