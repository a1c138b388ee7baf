/** Carries one job out on the line: feeds the state machine with what happens and does what it asks. */
import { DeviceError } from '../device-error.ts';
import type { Exchange, Link } from '../link/link.ts';
import type { Timing } from '../link/timing.ts';
import type { DeviceCondition, PrintJob, PrintOutcome } from '../registry/device.ts';
import { conditionsOfAutomatic, conditionsOfRealTime } from './conditions.ts';
import { INITIAL_JOB, type JobEffect, type JobInput, type JobPlan, type JobState, mayAskStatus, progressOf, stepJob } from './print-job.ts';
import { PRINTER_TIMING } from './printer-timing.ts';
import { askStatus } from './requests.ts';
import type { PrinterAnswer } from './status.ts';

export type JobRun = {
  readonly plan: JobPlan;
  readonly job: PrintJob;
  readonly exchange: Exchange<PrinterAnswer>;
  readonly link: Link<PrinterAnswer>;
  readonly timing: Timing;
  /** The check before the first byte; null when the unit does not answer. */
  readonly check: () => Promise<readonly DeviceCondition[] | null>;
  /** Told when the proof request goes out. */
  readonly onProofRequest: () => void;
  /** Told of every status read on the way. */
  readonly onConditions: (conditions: readonly DeviceCondition[]) => void;
};

/** How it ended, and how many bytes the unit still needs to finish the command that was cut short, if one was. */
export type JobResult = { readonly outcome: PrintOutcome; readonly missingBytes: number };

/** Asks DLE EOT 1 to 4 in turn. Null when the unit does not answer. Rejects `device/offline` · `device/aborted`. */
export async function readConditions(exchange: Exchange<PrinterAnswer>): Promise<DeviceCondition[] | null> {
  try {
    const printer = await exchange.run(askStatus(1));
    const offline = await exchange.run(askStatus(2));
    const error = await exchange.run(askStatus(3));
    return conditionsOfRealTime([printer, offline, error, await exchange.run(askStatus(4))]);
  } catch (error) {
    if (error instanceof DeviceError && error.code === 'device/timeout') return null;
    throw error;
  }
}

/** Runs a job to its outcome. Never rejects. */
export async function runPrintJob({ plan, job, exchange, link, timing, check, onProofRequest, onConditions }: JobRun): Promise<JobResult> {
  const done = Promise.withResolvers<JobResult>();
  let state: JobState = INITIAL_JOB;
  let told = '';
  let stopDeadline: () => void = () => undefined;
  let stopPolling: () => void = () => undefined;
  /** The status requests under way; bytes of the document must not get between them. */
  let polling: Promise<void> = Promise.resolve();

  const feed = (input: JobInput): void => {
    const before = state;
    const step = stepJob(plan, before, input);
    state = step.state;
    for (const effect of step.effects) perform(effect);
    if (state.kind === 'finished' && before.kind !== 'finished') {
      done.resolve({ outcome: state.outcome, missingBytes: before.kind === 'running' ? missingBytes(plan, before) : 0 });
    }
    tellProgress();
  };
  const tellProgress = (): void => {
    const progress = progressOf(plan, state);
    const key = JSON.stringify(progress);
    if (progress === null || key === told) return;
    told = key;
    job.onProgress?.(progress);
  };
  const perform = (effect: JobEffect): void => {
    if (effect.kind === 'write') {
      if (effect.isProof) onProofRequest();
      void send(effect.bytes, effect.isProof ? (plan.proof === 'fence' ? 'escpos.fence' : 'escpos.process-id') : 'escpos.data');
      return;
    }
    stopDeadline();
    if (effect.ms !== null) stopDeadline = timing.clock.setTimeout(() => feed({ kind: 'deadline' }), effect.ms);
  };
  const send = async (bytes: Uint8Array, meaning: string): Promise<void> => {
    try {
      await polling;
      await exchange.write(bytes, meaning);
      feed({ kind: 'drained' });
    } catch {
      // Every way a write can fail is the end of this connection.
      feed({ kind: 'offline' });
    }
  };
  const poll = async (): Promise<void> => {
    try {
      const conditions = await readConditions(exchange);
      if (conditions === null) return; // Silence is judged by the deadline, not by one unanswered question.
      onConditions(conditions);
      feed({ kind: 'conditions', conditions });
    } catch {
      feed({ kind: 'offline' });
    }
  };
  const pollAgain = (): void => {
    stopPolling = timing.clock.setTimeout(() => {
      if (mayAskStatus(state)) polling = poll();
      void polling.then(() => state.kind !== 'finished' && pollAgain());
    }, PRINTER_TIMING.jobPollMs);
  };
  const onAbort = (): void => feed({ kind: 'aborted' });
  const stopListening = [
    link.onDidReceive((answer) => {
      const input = inputOf(answer);
      if (input !== null) feed(input);
    }),
    link.onDidChangeState((change) => change.state !== 'online' && feed({ kind: 'offline' })),
  ];

  tellProgress();
  job.signal.addEventListener('abort', onAbort, { once: true });
  pollAgain();
  check().then(
    (conditions) => feed({ kind: 'checked', conditions }),
    () => feed({ kind: 'offline' }),
  );
  try {
    return await done.promise;
  } finally {
    job.signal.removeEventListener('abort', onAbort);
    stopDeadline();
    stopPolling();
    for (const stop of stopListening) stop();
    await polling;
  }
}

function inputOf(answer: PrinterAnswer): JobInput | null {
  switch (answer.kind) {
    case 'automatic':
      return { kind: 'conditions', conditions: conditionsOfAutomatic(answer.status) };
    case 'process-id':
      return { kind: 'process-id', id: answer.id };
    case 'queued':
      return { kind: 'fence' };
    case 'flow':
      return { kind: 'flow', ready: answer.ready };
    case 'real-time':
    case 'discarded':
      return null;
  }
}

/** Bytes behind the write in flight up to the end of its command. */
function missingBytes(plan: JobPlan, job: Extract<JobState, { kind: 'running' }>): number {
  let missing = 0;
  for (let index = job.next; plan.chunks[index]?.pausable === false; index += 1) missing += plan.chunks[index + 1]?.bytes.length ?? 0;
  return missing;
}
