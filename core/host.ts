/**
 * The store host, composed once: settings and database in, services wired, carriers out. Plain Node; starts as the hub's
 * process, as Electron's utility process, and inside tests.
 *
 *   store.json ─▶ settings ─┐
 *   store.db ─▶ statements ─┼─▶ journal ─▶ services ─▶ router ─▶ HTTP · WebSocket · MessagePort
 *   devices ◀─▶ fleet ──────┘      └─▶ onDidCommit ─▶ live board · ratings · devices picture
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { systemTiming } from '../native/link/timing.ts';
import { type Clock, instant, systemClock } from './clock.ts';
import { createBench } from './devices/bench.ts';
import { hearDispensers } from './devices/dispenser-buttons.ts';
import { openFleet } from './devices/fleet.ts';
import { createRouter } from './http/router.ts';
import { type MessagePortLike, startServer } from './http/server.ts';
import { SYSTEM } from './journal/journal.ts';
import { createLiveFeed } from './live-feed.ts';
import { createServices } from './services.ts';
import { type DataFolder, dataFolder, prepareFolder } from './store/data-folder.ts';
import { createStoreInfo } from './store/info.ts';
import { watchIntegrity } from './store/integrity.ts';
import { openStore } from './store/open-store.ts';
import { setUpStore } from './store/set-up.ts';
import { parseSettings, type StoreSettings } from './store/settings.ts';
import { type KeyStore, openStoreKey } from './store/store-key.ts';
import { VERSION } from './version.ts';

export type HostOptions = {
  /** Data folder; made when absent. */
  readonly data: string;
  /** 0 = any free port. */
  readonly port: number;
  readonly lan?: boolean;
  /** Make the demo store when the folder holds none. */
  readonly demo?: boolean;
  /** Folder of the built pages; null = API only. */
  readonly pages?: string | null;
  readonly keyStore?: KeyStore;
  readonly clock?: Clock;
  /** Password of a new store's administrator; a new store that is no demo needs one. */
  readonly adminPassword?: string | undefined;
  /** Engineers' log: internal failures, damage found. Never personal data. */
  readonly log?: (line: string) => void;
};

export type StoreHost = {
  readonly url: string;
  readonly port: number;
  readonly settings: StoreSettings;
  /** One-time code for pairing a console; only with `lan`. */
  readonly pairingCode: string | null;
  attach(port: MessagePortLike): void;
  close(): Promise<void>;
};

const BOARD_HEARTBEAT_MS = 5_000;
const DEVICES_HEARTBEAT_MS = 10_000;
const DAY_CHECK_MS = 60_000;
/** An idle lock nobody met is on disk at most this long after it was due. */
const IDLE_CHECK_MS = 15_000;
/** No client retries a command after this long. */
const REMEMBER_COMMANDS_MS = 30 * 86_400_000;

/**
 * Starts the host of one store and resolves when it takes calls.
 * @throws SettingsError · DbError `db/in-use` · `db/damaged` · `db/version-from-future` · Error when a new store lacks its administrator's password.
 */
export async function startHost(options: HostOptions): Promise<StoreHost> {
  const { clock = systemClock, log = () => undefined, lan = false } = options;
  const folder = dataFolder(options.data);
  prepareFolder(folder);
  if (!existsSync(folder.settings)) {
    const { firstSettings } = await import('./store/first-settings.ts');
    writeFileSync(folder.settings, `${JSON.stringify(firstSettings(options.demo ?? false), null, 2)}\n`, { flag: 'wx' });
  }
  const settings = parseSettings(readFileSync(folder.settings, 'utf8'), folder.settings);
  const resources = new AsyncDisposableStack();
  try {
    return await compose({ ...options, clock, log, lan }, settings, folder, resources);
  } catch (error) {
    // A start that fails lets go of all it took: the folder, the devices' ports, the timers.
    await resources.disposeAsync();
    throw error;
  }
}

type Resolved = HostOptions & Required<Pick<HostOptions, 'clock' | 'log' | 'lan'>>;

async function compose(
  options: Resolved,
  settings: StoreSettings,
  folder: DataFolder,
  resources: AsyncDisposableStack,
): Promise<StoreHost> {
  const { clock, log, lan } = options;
  const store = openStore(folder, clock, { discardHalfMadeDemo: options.demo ?? false });
  resources.defer(() => store.close());
  const { db } = store;
  const report = (error: unknown) => log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  const key = openStoreKey(folder, options.keyStore, db);
  await setUpStore({ db, settings, clock, storeKey: key, demo: options.demo ?? false, adminPassword: options.adminPassword });

  const fleet = await openFleet(settings, { ...systemTiming, clock: { ...systemTiming.clock, now: () => clock.now() } });
  resources.defer(() => fleet.close());
  const services = createServices({ db, settings, clock, storeKey: key, fleet, lan, report });
  const { journal, statements, queue, session, printing, handling, ratings, pairing, calendar, cardDesk } = services;
  resources.defer(() => journal.close());
  resources.defer(() => printing.close());
  const integrity = watchIntegrity(store.checkLater ? folder.database : null, (finding) => {
    log(`The store's file is damaged; nothing more is written. ${finding}`);
    journal.freeze(finding);
  });
  resources.defer(() => integrity.close());

  for (const { letter, seconds } of statements.queue.lastHandled()) handling.add(letter, seconds);
  const board = createLiveFeed({ make: queue.board, heartbeatMs: BOARD_HEARTBEAT_MS, report });
  const devicesPicture = () => ({ asOf: instant(clock.now()), devices: fleet.views(), jobs: printing.picture() });
  const devices = createLiveFeed({ make: devicesPicture, heartbeatMs: DEVICES_HEARTBEAT_MS, report });
  const bench = createBench({ fleet, settings, clock, calendar, report });
  /** Ends the questions under way and the streams, so that the server has nobody left to wait for. */
  const endStreams = () => {
    for (const part of [ratings, board, devices, bench]) part.close();
  };
  resources.defer(endStreams);
  journal.onDidCommit((entries) => {
    for (const entry of entries) {
      if (entry.type !== 'ticket.finished') continue;
      handling.add(String(entry.data.service), Number(entry.data.handlingSeconds));
      cardDesk.forget(Number(entry.data.counter));
    }
    board.touch();
    if (entries.some((entry) => entry.type.startsWith('print.'))) devices.touch();
    ratings.hear(entries);
  });
  fleet.onDidChange(() => devices.touch());

  /** What other days left behind: tickets nobody will call, seats nobody left, answers nobody will ask for again. */
  async function rollDay(): Promise<void> {
    await queue.rollDay();
    await session.rollDay(calendar.businessDay);
    await journal.run({ type: 'commands.forget', actor: SYSTEM }, (context) =>
      statements.journal.forgetCommands(context.tx, context.now - REMEMBER_COMMANDS_MS),
    );
  }

  await printing.settleInterrupted();
  await queue.settleInterruptedPaper();
  await rollDay();
  const dayCheck = setInterval(() => void rollDay().catch(report), DAY_CHECK_MS);
  dayCheck.unref();
  resources.defer(() => clearInterval(dayCheck));
  const lockIdle = () => session.lockIdle().catch(report);
  const idleCheck = setInterval(lockIdle, IDLE_CHECK_MS);
  idleCheck.unref();
  resources.defer(() => {
    clearInterval(idleCheck);
    return lockIdle();
  });

  const demo = statements.journal.fact('demo') === 'yes';
  const info = createStoreInfo({ settings, demo, people: statements.people, queue: statements.queue, clock });
  const router = createRouter({ ...services, info, board, devices, devicesPicture, bench, report });
  const server = await startServer({
    router,
    port: options.port,
    lan,
    pages: options.pages ?? null,
    stationOf: pairing.stationOf,
    report,
    health: () => ({
      status: journal.frozen() === null ? 'ok' : 'damaged',
      version: VERSION,
      store: settings.code,
      journalSeq: journal.headSeq(),
      // Entries head office has not acknowledged: all, until sync comes with part 3.
      backlog: journal.headSeq(),
      integrity: integrity.state(),
    }),
  });

  resources.defer(() => server.close());
  resources.defer(hearDispensers({ fleet, settings, queue, report }));
  await journal.run({ type: 'store.start', actor: SYSTEM }, (context) => {
    context.append({ type: 'store.started', subject: `store/${settings.code}`, data: { version: VERSION } });
  });

  let closing: Promise<void> | null = null;
  async function close(): Promise<void> {
    endStreams();
    await resources.disposeAsync();
  }

  return {
    url: server.url,
    port: server.port,
    settings,
    pairingCode: lan ? pairing.newCode().code : null,
    attach: server.attach,
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
