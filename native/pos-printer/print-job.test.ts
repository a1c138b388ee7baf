import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  INITIAL_JOB,
  type JobEffect,
  type JobInput,
  type JobPlan,
  type JobState,
  type ProofKind,
  progressOf,
  stepJob,
} from './print-job.ts';

const plan = (proof: ProofKind = 'process-id', pausable = [true, true]): JobPlan => ({
  chunks: pausable.map((isPausable, index) => ({ bytes: Uint8Array.of(index), pausable: isPausable })),
  proofRequest: Uint8Array.of(99),
  proof,
  id: 'AB12',
  patienceMs: 11_000,
  graceMs: 1_000,
});

const good: JobInput = { kind: 'checked', conditions: [] };
const drained: JobInput = { kind: 'drained' };
const out: JobInput = { kind: 'conditions', conditions: ['paper-out'] };
const mended: JobInput = { kind: 'conditions', conditions: [] };
const deadline: JobInput = { kind: 'deadline' };
const aborted: JobInput = { kind: 'aborted' };
const offline: JobInput = { kind: 'offline' };
const proof: JobInput = { kind: 'process-id', id: 'AB12' };
const fence: JobInput = { kind: 'fence' };
const sentAll = [good, drained, drained, drained];

function play(inputs: readonly JobInput[], jobPlan = plan()) {
  let state: JobState = INITIAL_JOB;
  const effects: JobEffect[] = [];
  for (const input of inputs) {
    const step = stepJob(jobPlan, state, input);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects, written: effects.flatMap((effect) => (effect.kind === 'write' ? [...effect.bytes] : [])) };
}

describe('how a job ends', () => {
  test.each<[string, readonly JobInput[], object, ProofKind?]>([
    ['no answer before the first byte', [{ kind: 'checked', conditions: null }], { state: 'not-printed', reason: 'not-responding' }],
    ['no paper before the first byte', [{ kind: 'checked', conditions: ['paper-out'] }], { state: 'not-printed', reason: 'paper-out' }],
    [
      'open cover before the first byte',
      [{ kind: 'checked', conditions: ['paper-out', 'cover-open'] }],
      { state: 'not-printed', reason: 'cover-open' },
    ],
    ['unplugged before the first byte', [offline], { state: 'not-printed', reason: 'offline' }],
    ['given up before the first byte', [aborted], { state: 'not-printed', reason: 'aborted' }],
    ['unplugged after the first byte', [good, offline], { state: 'unknown', reason: 'offline' }],
    ['unplugged while the proof is awaited', [...sentAll, offline], { state: 'unknown', reason: 'offline' }],
    ['the process id came', [...sentAll, proof], { state: 'printed', proof: 'process-id' }],
    ['the process id overtook the drain', [good, drained, drained, proof], { state: 'printed', proof: 'process-id' }],
    ['the process id came while held by the end of the paper', [...sentAll, out, proof], { state: 'printed', proof: 'process-id' }],
    ['silence', [...sentAll, deadline], { state: 'unknown', reason: 'no-answer' }],
    ['silence in the middle of sending', [good, drained, deadline], { state: 'unknown', reason: 'no-answer' }],
    ['given up while held', [good, out, aborted], { state: 'unknown', reason: 'aborted' }],
    ['held after being given up', [good, aborted, out], { state: 'unknown', reason: 'aborted' }],
    ['proof after being given up', [...sentAll, aborted, proof], { state: 'printed', proof: 'process-id' }],
    ['the fence of a unit without process ids', [...sentAll, fence], { state: 'printed', proof: 'fence' }, 'fence'],
    ['the fence, and no process id in its grace', [...sentAll, fence, deadline], { state: 'printed', proof: 'fence' }, 'both'],
    ['the process id just after the fence', [...sentAll, fence, proof], { state: 'printed', proof: 'process-id' }, 'both'],
    ['the fence and then the end of the paper', [...sentAll, fence, out, deadline], { state: 'printed', proof: 'fence' }, 'both'],
  ])('%s', (_, inputs, outcome, kind) => {
    expect(play(inputs, plan(kind)).state).toEqual({ kind: 'finished', outcome });
  });

  test.each<[string, readonly JobInput[], ProofKind?]>([
    ['another job’s process id', [...sentAll, { kind: 'process-id', id: 'AB11' }]],
    ['a process id nobody asked for yet', [good, drained, proof]],
    ['a fence nobody asked for yet', [good, drained, fence], 'fence'],
    ['a fence where process ids are the proof', [...sentAll, fence]],
    ['a deadline while someone changes the paper', [...sentAll, out, deadline]],
    ['paper that runs low', [...sentAll, { kind: 'conditions', conditions: ['paper-near-end'] }]],
  ])('is not decided by %s', (_, inputs, kind) => {
    expect(play(inputs, plan(kind)).state.kind).toBe('running');
  });
});

describe('sending', () => {
  test('goes chunk by chunk, each after the one before has left', () => {
    expect(play([good]).written).toEqual([0]);
    expect(play([good, drained]).written).toEqual([0, 1]);
    expect(play(sentAll).written).toEqual([0, 1, 99]);
  });

  test('stops while held and goes on with what was not sent yet', () => {
    expect(play([good, out, drained]).written).toEqual([0]);
    expect(play([good, out, drained, mended]).written).toEqual([0, 1]);
    expect(play([good, out, mended, drained]).written).toEqual([0, 1]);
  });

  test('does not stop inside a command', () => {
    expect(play([good, out, drained, drained], plan('process-id', [false, false, true])).written).toEqual([0, 1, 2]);
  });

  test('waits for XON where the line does not', () => {
    const xoff: JobInput = { kind: 'flow', ready: false };
    expect(play([good, xoff, drained]).written).toEqual([0]);
    expect(play([good, xoff, drained, { kind: 'flow', ready: true }]).written).toEqual([0, 1]);
  });

  test('has no deadline while held and a fresh one after', () => {
    const deadlines = play([...sentAll, out, mended]).effects.flatMap((effect) => (effect.kind === 'deadline' ? [effect.ms] : []));
    expect(deadlines.slice(-2)).toEqual([null, 11_000]);
  });

  test('whatever happens, no byte goes out twice, and all before the proof request', () => {
    const anything = fc.constantFrom<JobInput>(
      good,
      drained,
      out,
      mended,
      deadline,
      aborted,
      offline,
      proof,
      fence,
      { kind: 'flow', ready: false },
      { kind: 'flow', ready: true },
    );
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), fc.constantFrom<ProofKind>('process-id', 'fence', 'both'), (inputs, kind) => {
        const { written } = play([good, ...inputs], plan(kind, [true, false, true]));
        expect(written).toEqual([0, 1, 2, 99].slice(0, written.length));
      }),
      { seed: 50, numRuns: 1_000 },
    );
  });
});

test('people are told checking, sending, confirming, and why it stands still', () => {
  const told = [[], [good], sentAll, [good, out], [...sentAll, proof]].map((inputs) => progressOf(plan(), play(inputs).state));
  expect(told).toEqual([
    { state: 'checking' },
    { state: 'sending' },
    { state: 'confirming' },
    { state: 'held', reason: 'paper-out' },
    null,
  ]);
});
