/**
 * The receipt printer as the store knows it: status, one job after the other, and an honest outcome.
 *
 *   print ─▶ link session ─▶ check (DLE EOT) ─▶ chunks ─▶ proof (GS ( H or GS r) ─▶ outcome
 *   idle  ─▶ status poll and automatic status ─▶ conditions
 */
import { createDeviceBase, createStatusKeeper } from '../device-status.ts';
import { createLink } from '../link/create-link.ts';
import type { Exchange } from '../link/link.ts';
import type { Timing } from '../link/timing.ts';
import type { DeviceCondition, DeviceSettings, PosPrinter, PrintJob, PrintOutcome } from '../registry/device.ts';
import type { LineOptions, TransportFactory } from '../transport/transport.ts';
import { conditionsOfAutomatic } from './conditions.ts';
import { planChunks } from './plan-chunks.ts';
import type { ProofKind } from './print-job.ts';
import { PRINTER_TIMING } from './printer-timing.ts';
import { CUT_LEFTOVER, createJobIds, ENABLE_AUTOMATIC_STATUS, FENCE, proofRequest } from './requests.ts';
import { readConditions, runPrintJob } from './run-print-job.ts';
import { createStatusFramer, meaningOfAnswer, type PrinterAnswer } from './status.ts';

/** 115200 8N1 is what Chinese kiosk units ship with; XON/XOFF bytes never occur in an answer, so listening for them is always safe. */
export const PRINTER_LINE: LineOptions = { baudRate: 115_200, flowControl: 'xon-xoff' };

export type PosPrinterOptions = {
  readonly settings: DeviceSettings;
  /** Characters per line of the paper: 48 (80 mm) or 32 (58 mm). */
  readonly columns: 48 | 32;
  /** Opened with PRINTER_LINE. */
  readonly connect: TransportFactory;
  readonly timing: Timing;
  /** What the unit is known to prove with. Default `both`: found out with the first job of each connection. */
  readonly proof?: ProofKind;
};

const CONDITIONS = ['paper-near-end', 'paper-out', 'cover-open', 'cutter-error', 'printer-error', 'not-responding'] as const;

/** Makes a closed printer; `open` starts it. */
export function createPosPrinter(options: PosPrinterOptions): PosPrinter {
  const { settings, timing } = options;
  const link = createLink<PrinterAnswer>({
    connect: options.connect,
    createFramer: createStatusFramer,
    meaningOf: meaningOfAnswer,
    timing,
  });
  const status = createStatusKeeper(timing);
  const base = createDeviceBase('PosPrinter', settings, link, status);
  const nextId = createJobIds(timing.random);
  let proof = options.proof ?? 'both';
  let isAutomatic = false;
  let jobs = 0;
  /** Fences sent on this connection whose answer is still to come; a late one must not vouch for the next job. */
  let openFences = 0;
  /** What has to go before the next document because the last job's end is not known. */
  let leftover: Uint8Array = new Uint8Array();
  let stopPolling: () => void = () => undefined;

  const setConditions = (conditions: readonly DeviceCondition[]): void => {
    // New ones first: no moment in between looks as if all were well.
    for (const condition of conditions) status.setCondition(condition, true);
    for (const condition of CONDITIONS) status.setCondition(condition, conditions.includes(condition));
  };
  /** Reads the status and, once the unit is known to answer, has it report changes by itself. */
  const refresh = async (exchange: Exchange<PrinterAnswer>): Promise<DeviceCondition[] | null> => {
    const conditions = await readConditions(exchange);
    setConditions(conditions ?? ['not-responding']);
    if (conditions !== null && !isAutomatic) await exchange.write(ENABLE_AUTOMATIC_STATUS, 'escpos.enable-automatic-status');
    // A unit that fell silent may have been switched off, and forgets its settings by that.
    isAutomatic = conditions !== null;
    return conditions;
  };
  /** Lets the answers to earlier fences pass; where none comes for so long, the unit has lost what it held. */
  const settleFences = async (exchange: Exchange<PrinterAnswer>): Promise<void> => {
    if (openFences === 0 || proof === 'process-id') return;
    openFences += 1;
    await exchange.write(FENCE, 'escpos.fence');
    while (openFences > 0) {
      const isAnswered = await exchange
        .expect((answer) => answer.kind === 'queued' || undefined, PRINTER_TIMING.proofMs)
        .catch(() => false);
      openFences = isAnswered ? openFences - 1 : 0;
    }
  };
  const pollWhenIdle = (): void => {
    stopPolling();
    stopPolling = timing.clock.setTimeout(() => {
      if (link.state() !== 'online') return;
      pollWhenIdle();
      if (jobs === 0) void link.session(refresh).catch(status.recordError);
    }, PRINTER_TIMING.idlePollMs);
  };

  link.onDidReceive((answer) => {
    if (answer.kind === 'automatic') setConditions(conditionsOfAutomatic(answer.status));
    if (answer.kind === 'queued') openFences = Math.max(0, openFences - 1);
  });
  link.onDidChangeState(({ state }) => {
    stopPolling();
    isAutomatic = false;
    openFences = 0;
    proof = options.proof ?? 'both';
    setConditions([]);
    if (state !== 'online') return;
    void link.session(refresh).catch(status.recordError);
    pollWhenIdle();
  });

  async function run(exchange: Exchange<PrinterAnswer>, job: PrintJob): Promise<PrintOutcome> {
    const id = nextId();
    const chunks = planChunks(Uint8Array.of(...leftover, ...job.bytes));
    const { outcome, missingBytes } = await runPrintJob({
      plan: {
        chunks,
        id,
        proof,
        proofRequest: proofRequest(proof, id),
        patienceMs: PRINTER_TIMING.proofMs + Math.ceil((job.bytes.length / 1024) * PRINTER_TIMING.proofMsPerKilobyte),
        graceMs: PRINTER_TIMING.proofGraceMs,
      },
      job,
      exchange,
      link,
      timing,
      async check() {
        const conditions = await refresh(exchange);
        if (conditions !== null) await settleFences(exchange);
        return conditions;
      },
      onProofRequest() {
        if (proof !== 'process-id') openFences += 1;
      },
      onConditions: setConditions,
    });
    if (outcome.state === 'printed') {
      proof = outcome.proof;
      leftover = new Uint8Array();
    }
    // Zeros end an image the unit may still be waiting for (devices.md 2.6); outside one they print nothing.
    if (outcome.state === 'unknown') leftover = Uint8Array.of(...new Uint8Array(missingBytes), ...CUT_LEFTOVER);
    return outcome;
  }

  function print(job: PrintJob): Promise<PrintOutcome> {
    const { promise, resolve } = Promise.withResolvers<PrintOutcome>();
    let hasBegun = false;
    const leave = (): void => {
      if (!hasBegun) resolve({ state: 'not-printed', reason: 'aborted' });
    };
    if (job.signal.aborted) leave();
    job.signal.addEventListener('abort', leave, { once: true });
    jobs += 1;
    link
      .session(async (exchange) => {
        if (job.signal.aborted) return;
        hasBegun = true;
        resolve(await run(exchange, job));
      })
      .catch((error) => {
        status.recordError(error);
        resolve({ state: hasBegun ? 'unknown' : 'not-printed', reason: 'offline' });
      })
      .finally(() => {
        jobs -= 1;
        job.signal.removeEventListener('abort', leave);
      });
    return promise;
  }

  return {
    ...base,
    columns: options.columns,
    print,
    recover: (how) => link.writeNow(Uint8Array.of(0x10, 0x05, how === 'resume' ? 0x01 : 0x02), 'escpos.recover'),
    async close() {
      stopPolling();
      await base.close();
    },
  };
}
