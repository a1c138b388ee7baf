/**
 * What is known about one print job, as a pure transition function: no timers, no bytes sent here.
 *
 *   checking ──fault──▶ not-printed          (nothing was sent, so nothing is on the paper)
 *      │ fine
 *      ▼              paper out, cover, cutter
 *   sending ───────────────────▶ held
 *      │ ▲                         │ mended: the unit goes on with its buffer by itself; we send only what
 *      ▼ └─────────────────────────┘ was not sent yet, NEVER a byte twice (devices.md 2.6)
 *   confirming ──proof──▶ printed            silence, unplugged, given up while held ──▶ unknown
 */
import type { DeviceCondition, PrintOutcome, PrintProgress } from '../registry/device.ts';
import { type StoppingCondition, stoppingCondition } from './conditions.ts';
import type { JobChunk } from './plan-chunks.ts';

/** How the unit can prove what it printed; `both` while nobody knows: the fence answers where the process id does not. */
export type ProofKind = 'process-id' | 'fence' | 'both';

/** All that stays the same during a job. */
export type JobPlan = {
  readonly chunks: readonly JobChunk[];
  /** Written after the last chunk. */
  readonly proofRequest: Uint8Array;
  readonly proof: ProofKind;
  /** Four characters 20h–7Eh no other job of this hour has. */
  readonly id: string;
  /** Silence after the last sign of life that ends the wait, ms. */
  readonly patienceMs: number;
  /** Wait for a process id after the fence has answered, ms. */
  readonly graceMs: number;
};

export type RunningJob = {
  readonly kind: 'running';
  /** Index of the write that is next or in flight; `chunks.length` is the proof request. */
  readonly next: number;
  readonly inFlight: boolean;
  /** False between XOFF and XON, where the line does not handle them itself. */
  readonly isReady: boolean;
  readonly held: StoppingCondition | null;
  readonly isAborted: boolean;
  readonly hasFence: boolean;
};
export type JobState = { readonly kind: 'checking' } | RunningJob | { readonly kind: 'finished'; readonly outcome: PrintOutcome };

export type JobInput =
  /** Result of the check before the first byte; null when the unit does not answer. */
  | { readonly kind: 'checked'; readonly conditions: readonly DeviceCondition[] | null }
  /** The write in flight has left this machine. */
  | { readonly kind: 'drained' }
  | { readonly kind: 'conditions'; readonly conditions: readonly DeviceCondition[] }
  | { readonly kind: 'flow'; readonly ready: boolean }
  | { readonly kind: 'process-id'; readonly id: string }
  | { readonly kind: 'fence' }
  | { readonly kind: 'deadline' }
  | { readonly kind: 'offline' }
  | { readonly kind: 'aborted' };

export type JobEffect =
  | { readonly kind: 'write'; readonly bytes: Uint8Array; readonly isProof: boolean }
  /** Start the deadline over with this many ms, or stop it (null). */
  | { readonly kind: 'deadline'; readonly ms: number | null };

export type JobStep = { readonly state: JobState; readonly effects: readonly JobEffect[] };

export const INITIAL_JOB: JobState = { kind: 'checking' };

/** The next state and what has to be done for it. An input that means nothing in a state changes nothing. */
export function stepJob(plan: JobPlan, state: JobState, input: JobInput): JobStep {
  switch (state.kind) {
    case 'finished':
      return { state, effects: [] };
    case 'checking':
      return stepChecking(plan, input);
    case 'running':
      return stepRunning(plan, state, input);
  }
}

/** What people may be told now; null once finished. */
export function progressOf(plan: JobPlan, state: JobState): PrintProgress | null {
  if (state.kind === 'finished') return null;
  if (state.kind === 'checking') return { state: 'checking' };
  if (state.held !== null) return { state: 'held', reason: state.held };
  return { state: state.next < plan.chunks.length ? 'sending' : 'confirming' };
}

/** Whether a status request may go out now without landing inside a command. */
export function mayAskStatus(state: JobState): boolean {
  return state.kind === 'running' && !state.inFlight;
}

function stepChecking(plan: JobPlan, input: JobInput): JobStep {
  switch (input.kind) {
    case 'checked': {
      if (input.conditions === null) return finish({ state: 'not-printed', reason: 'not-responding' });
      const reason = stoppingCondition(input.conditions);
      if (reason !== null) return finish({ state: 'not-printed', reason });
      return advance(plan, { kind: 'running', next: 0, inFlight: false, isReady: true, held: null, isAborted: false, hasFence: false });
    }
    case 'offline':
      return finish({ state: 'not-printed', reason: 'offline' });
    case 'aborted':
      return finish({ state: 'not-printed', reason: 'aborted' });
    default:
      return { state: INITIAL_JOB, effects: [] };
  }
}

function stepRunning(plan: JobPlan, job: RunningJob, input: JobInput): JobStep {
  const isAsked = job.next >= plan.chunks.length;
  switch (input.kind) {
    case 'drained': {
      if (!job.inFlight) return { state: job, effects: [] };
      const drained = plan.chunks[job.next];
      const next = { ...job, inFlight: false, next: job.next + 1 };
      // In the middle of a command there is no stopping: the unit would take whatever comes next as its parameters.
      return advance(plan, next, drained !== undefined && !drained.pausable);
    }
    case 'conditions': {
      const held = stoppingCondition(input.conditions);
      if (held === job.held) return { state: job, effects: [] };
      if (held !== null && job.isAborted) return finish({ state: 'unknown', reason: 'aborted' });
      return advance(plan, { ...job, held });
    }
    case 'flow':
      return advance(plan, { ...job, isReady: input.ready });
    case 'process-id':
      return isAsked && input.id === plan.id ? finish({ state: 'printed', proof: 'process-id' }) : { state: job, effects: [] };
    case 'fence':
      if (!isAsked || plan.proof === 'process-id') return { state: job, effects: [] };
      if (plan.proof === 'fence') return finish({ state: 'printed', proof: 'fence' });
      return { state: { ...job, hasFence: true }, effects: [{ kind: 'deadline', ms: plan.graceMs }] };
    case 'deadline':
      if (job.hasFence) return finish({ state: 'printed', proof: 'fence' });
      return job.held === null ? finish({ state: 'unknown', reason: 'no-answer' }) : { state: job, effects: [] };
    case 'offline':
      return finish({ state: 'unknown', reason: 'offline' });
    case 'aborted':
      // What was sent cannot be taken back; a job that runs comes to its proof or its deadline by itself.
      return job.held === null ? { state: { ...job, isAborted: true }, effects: [] } : finish({ state: 'unknown', reason: 'aborted' });
    case 'checked':
      return { state: job, effects: [] };
  }
}

/** Sends on where that is allowed, and starts the deadline over unless someone has to mend the unit first. */
function advance(plan: JobPlan, job: RunningJob, mustGoOn = false): JobStep {
  if (job.hasFence) return { state: job, effects: [] };
  const effects: JobEffect[] = [{ kind: 'deadline', ms: job.held === null ? plan.patienceMs : null }];
  const isProof = job.next === plan.chunks.length;
  const bytes = isProof ? plan.proofRequest : plan.chunks[job.next]?.bytes;
  const isFree = mustGoOn || (job.held === null && job.isReady);
  if (bytes === undefined || job.inFlight || !isFree) return { state: job, effects };
  return { state: { ...job, inFlight: true }, effects: [...effects, { kind: 'write', bytes, isProof }] };
}

function finish(outcome: PrintOutcome): JobStep {
  return { state: { kind: 'finished', outcome }, effects: [{ kind: 'deadline', ms: null }] };
}
