/**
 * Print jobs. A job is requested inside the command that wants paper, so that both are on disk or neither; the bytes go out
 * after the commit; how it ended is a command of its own. A job in flight when the host died is `unknown` afterwards:
 * whether paper came out, only a person can say. Nothing is ever printed twice by itself.
 *
 *   request (in a command) ─▶ printing ─▶ held ⇄ printing ─▶ printed | not-printed | unknown ─▶ decided by a person
 */
import type { PrintJobRow, PrintJobStatements } from '../../db/print-jobs.ts';
import { encodeReceipt } from '../../native/pos-printer/encode-receipt.ts';
import type { PrintOutcome, TicketOrReceiptPrinter } from '../../native/registry/device.ts';
import { instant } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { type Actor, type CommandContext, type Journal, SYSTEM } from '../journal/journal.ts';
import { pause } from '../pause.ts';
import { Refused } from '../refused.ts';
import type { PrintJobView } from './contract.ts';

export type JobRequest = Pick<PrintJobRow, 'kind' | 'subject' | 'title' | 'device'>;

/** Makes a document's markup for paper of so many columns. */
export type DocumentMaker = (columns: 48 | 32) => string;

/** What the owner of a subject does when its job moved; runs inside the job's command. */
export type JobOwner = (context: CommandContext, job: PrintJobRow) => void;

export type PrintingOptions = {
  readonly jobs: PrintJobStatements;
  readonly journal: Journal;
  readonly ids: Ids;
  /** Hears what no outcome tells: a document that could not be made, a store that no longer writes. */
  readonly report: (error: unknown) => void;
  readonly printers: { printer(name: string): TicketOrReceiptPrinter | undefined; isDispenser(name: string): boolean };
};

/** Between tries to write an outcome to a full disk. */
const DISK_RETRY_MS = 5_000;

export type Printing = ReturnType<typeof createPrinting>;

export function createPrinting({ jobs, journal, ids, report, printers }: PrintingOptions) {
  const owners = new Map<PrintJobRow['kind'], JobOwner>();
  const running = new Map<string, Promise<void>>();
  const aborting = new AbortController();
  /** Calls waiting for a job to stop or end. */
  const listeners = new Set<() => void>();

  function settle(
    context: CommandContext,
    id: string,
    state: PrintJobRow['state'],
    reason: string | null,
    type: string,
  ): PrintJobRow | null {
    const job = jobs.job(id);
    if (!job || job.state === state) return null;
    jobs.setState(context.tx, id, state, reason);
    context.append({ type, subject: `print/${id}`, data: { state, reason, for: job.subject } });
    const moved = { ...job, state, reason };
    owners.get(job.kind)?.(context, moved);
    return moved;
  }

  async function move(id: string, state: PrintJobRow['state'], reason: string | null): Promise<void> {
    await journal.run({ type: 'print.move', actor: SYSTEM }, (context) => settle(context, id, state, reason, 'print.moved'));
    for (const listener of listeners) listener();
  }

  /** The outcome must reach the disk; a full one is tried again until there is room or the store closes. */
  async function conclude(id: string, state: PrintJobRow['state'], reason: string | null): Promise<void> {
    for (;;) {
      try {
        await move(id, state, reason);
        return;
      } catch (error) {
        if (!(error instanceof Refused) || error.code !== 'store/disk-full' || aborting.signal.aborted) throw error;
        await pause(DISK_RETRY_MS, aborting.signal);
      }
    }
  }

  /** The document's bytes, or null when it could not be made: then nothing was sent. */
  function encode(job: PrintJobRow, printer: TicketOrReceiptPrinter, document: DocumentMaker): Uint8Array | null {
    try {
      return encodeReceipt(document(printer.columns), { columns: printer.columns });
    } catch (error) {
      report(new Error(`The document of print job ${job.id} could not be made`, { cause: error }));
      return null;
    }
  }

  async function work(job: PrintJobRow, printer: TicketOrReceiptPrinter, document: DocumentMaker): Promise<void> {
    const bytes = encode(job, printer, document);
    if (!bytes) return conclude(job.id, 'not-printed', 'document');
    let held: Promise<unknown> = Promise.resolve();
    const outcome = await printer.print({
      bytes,
      signal: aborting.signal,
      onProgress(progress) {
        const state = progress.state === 'held' ? 'held' : 'printing';
        const reason = progress.state === 'held' ? progress.reason : null;
        // Progress is for the screens; only the outcome must be on disk.
        held = held.then(() => move(job.id, state, reason)).catch(() => undefined);
      },
    });
    await held;
    await conclude(job.id, outcome.state, reasonOf(outcome));
  }

  return {
    /** Whoever the job's subject belongs to hears of it inside the job's command. */
    own: (kind: PrintJobRow['kind'], owner: JobOwner): void => void owners.set(kind, owner),

    /** Throws `devices/unknown` unless a dispenser of that name prints tickets. */
    requireDispenser(name: string): void {
      if (!printers.isDispenser(name)) throw new Refused('devices/unknown', `There is no dispenser ${name}`, { device: name });
    },

    /** Records a job inside the caller's command. The copy number counts earlier prints that made paper or may have. */
    request(context: CommandContext, request: JobRequest): PrintJobRow {
      const row: PrintJobRow = {
        ...request,
        id: ids.next(),
        copy: jobs.printsOf(request.subject),
        state: 'printing',
        reason: null,
        createdAt: context.now,
      };
      jobs.insert(context.tx, row);
      context.append({
        type: 'print.requested',
        subject: `print/${row.id}`,
        data: { kind: row.kind, for: row.subject, device: row.device, copy: row.copy },
      });
      return row;
    },

    /** Sends a requested job to its printer, once: a retry of the command finds it running or ended. */
    start(job: PrintJobRow, document: DocumentMaker): void {
      const printer = printers.printer(job.device);
      if (!printer || running.has(job.id) || jobs.job(job.id)?.state !== 'printing') return;
      const done = work(job, printer, document)
        // The store is closing or no longer writes: the job stays `printing` on disk and is `unknown` at the next start.
        .catch(report)
        .finally(() => running.delete(job.id));
      running.set(job.id, done);
    },

    /** Resolves when the job is settled, the printer stopped in it, or the time is over, whichever comes first. */
    async waitFor(id: string, ms: number): Promise<void> {
      const done = running.get(id);
      if (!done) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const resolveWhenHeld = () => {
        if (jobs.job(id)?.state === 'held') resolve();
      };
      listeners.add(resolveWhenHeld);
      resolveWhenHeld();
      const timer = setTimeout(resolve, ms);
      await Promise.race([done, promise]);
      clearTimeout(timer);
      listeners.delete(resolveWhenHeld);
    },

    /** A person says what the paper says. Throws `devices/job-unknown` · `devices/job-settled`. */
    async decide(input: { commandId: string; job: string; printed: boolean }, actor: Actor): Promise<PrintJobView> {
      await journal.run({ id: input.commandId, type: 'devices.decideJob', actor, input }, (context) => {
        const job = jobs.job(input.job);
        if (!job) throw new Refused('devices/job-unknown', `There is no job ${input.job}`);
        if (job.state !== 'unknown') throw new Refused('devices/job-settled', `The job is ${job.state}`, { state: job.state });
        settle(context, job.id, input.printed ? 'printed' : 'not-printed', 'decided', 'print.decided');
        return null;
      });
      return this.job(input.job);
    },

    /** A person cleared the cutter: the printer goes on from the failed line. Throws `devices/unknown` · `device/offline`. */
    async recover(input: { commandId: string; device: string }, actor: Actor): Promise<void> {
      const printer = printers.printer(input.device);
      if (!printer) throw new Refused('devices/unknown', `There is no printer ${input.device}`, { device: input.device });
      await journal.run({ id: input.commandId, type: 'devices.recover', actor, input }, (context) =>
        context.append({ type: 'printer.recovery-ordered', subject: `device/${input.device}`, data: {} }),
      );
      await printer.recover('resume');
    },

    /** Jobs left in flight by a host that died become `unknown`. Run once at start, before any new job. */
    settleInterrupted: (): Promise<void> =>
      journal.run({ type: 'print.settleInterrupted', actor: SYSTEM }, (context) => {
        for (const job of jobs.inFlight()) settle(context, job.id, 'unknown', 'host-stopped', 'print.moved');
      }),

    /** Jobs that want a person, then the newest others. */
    picture(): PrintJobView[] {
      const open = jobs.unsettled();
      const seen = new Set(open.map((job) => job.id));
      return [...open, ...jobs.recent().filter((job) => !seen.has(job.id))].map(toJobView);
    },

    job(id: string): PrintJobView {
      const job = jobs.job(id);
      if (!job) throw new Refused('devices/job-unknown', `There is no job ${id}`);
      return toJobView(job);
    },

    lastOf(subject: string): PrintJobView | null {
      const job = jobs.lastOf(subject);
      return job ? toJobView(job) : null;
    },

    /** Ends waits for printers; jobs that may have printed end `unknown`. */
    async close(): Promise<void> {
      aborting.abort();
      await Promise.all(running.values());
    },
  };
}

function reasonOf(outcome: PrintOutcome): string | null {
  return outcome.state === 'printed' ? outcome.proof : outcome.reason;
}

export function toJobView(job: PrintJobRow): PrintJobView {
  const { createdAt, ...rest } = job;
  return { ...rest, createdAt: instant(createdAt) };
}
