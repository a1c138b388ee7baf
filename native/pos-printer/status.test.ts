import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conditionsOfAutomatic, conditionsOfRealTime, stoppingCondition } from './conditions.ts';
import { createStatusFramer } from './status.ts';
import { automaticStatus, type PrinterFacts, realTimeStatus } from './twin-status.ts';

const masked = (fixed: number, free: number) => fc.integer({ min: 0, max: 255 }).map((value) => (value & free) | fixed);
const plain = masked(0x00, 0x6f);
const realTime = masked(0x12, 0x6c).map((value) => ({ kind: 'real-time', value, bytes: [value] }));
const queued = plain.map((value) => ({ kind: 'queued', value, bytes: [value] }));
const automatic = fc.tuple(masked(0x10, 0x6c), plain, plain, plain).map((status) => ({ kind: 'automatic', status, bytes: [...status] }));
const processId = fc
  .string({ unit: 'grapheme-ascii', minLength: 4, maxLength: 4 })
  .map((id) => ({ kind: 'process-id', id, bytes: [0x37, 0x22, ...Buffer.from(id), 0] }));
const answers = fc.array(fc.oneof(realTime, queued, automatic, processId), { maxLength: 30 });

function read(bytes: readonly number[], cuts: readonly number[]) {
  const framer = createStatusFramer();
  const edges = [...cuts.map((cut) => cut % (bytes.length + 1)), 0, bytes.length].sort((left, right) => left - right);
  return edges.flatMap((edge, index) => framer.push(Uint8Array.from(bytes.slice(edges[index - 1] ?? 0, edge))));
}

describe('answers of a printer', () => {
  test('are told apart in any order, cut anywhere, with flow control in any place', () => {
    fc.assert(
      fc.property(answers, fc.array(fc.nat()), fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x11, 0x13))), (sent, cuts, flow) => {
        const bytes = sent.flatMap((answer) => answer.bytes);
        for (const [place, byte] of flow) bytes.splice(place % (bytes.length + 1), 0, byte);
        const frames = read(bytes, cuts);
        const got = frames.filter((frame) => frame.kind !== 'flow').map((frame) => ({ ...frame, bytes: [...frame.bytes] }));
        expect(got).toEqual(sent);
        expect(frames.filter((frame) => frame.kind === 'flow')).toHaveLength(flow.length);
      }),
      { seed: 40, numRuns: 1_000 },
    );
  });

  test('after any noise a real-time answer is understood, and no byte is lost', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.array(fc.nat()), (noise, cuts) => {
        // Seven bytes end every group that noise may have begun.
        const bytes = [...noise, ...Array<number>(7).fill(0x12)];
        const frames = read(bytes, cuts);
        expect(frames.at(-1)).toMatchObject({ kind: 'real-time', value: 0x12 });
        expect(frames.reduce((sum, frame) => sum + frame.bytes.length, 0)).toBe(bytes.length);
      }),
      { seed: 41, numRuns: 1_000 },
    );
  });

  test('a group that breaks off costs one byte', () => {
    expect(read([0x18, 0x00, 0x12], []).map((frame) => frame.kind)).toEqual(['discarded', 'queued', 'real-time']);
    expect(read([0x37, 0x10, 0, 0, 0], []).map((frame) => frame.kind)).toEqual(['discarded', 'automatic']);
  });
});

describe('conditions', () => {
  test('the triple of a printer out of paper is paper-out and nothing else', () => {
    expect(conditionsOfRealTime([0x1a, 0x32, 0x12, 0x7e])).toEqual(['paper-out']);
  });

  test('all fine is no condition, with the drawer either way', () => {
    expect(conditionsOfRealTime([0x12, 0x12, 0x12, 0x12])).toEqual([]);
    expect(conditionsOfRealTime([0x16, 0x12, 0x12, 0x12])).toEqual([]);
    expect(conditionsOfAutomatic([0x14, 0x00, 0x60, 0x6f])).toEqual([]);
  });

  test('near its end is a warning that stops nothing', () => {
    expect(conditionsOfRealTime([0x12, 0x12, 0x12, 0x1e])).toEqual(['paper-near-end']);
    expect(stoppingCondition(['paper-near-end'])).toBeNull();
  });

  test('offline without a cause is a printer error, unless the feed button is held', () => {
    expect(conditionsOfRealTime([0x1a, 0x12, 0x12, 0x12])).toEqual(['printer-error']);
    expect(conditionsOfRealTime([0x1a, 0x1a, 0x12, 0x12])).toEqual([]);
  });

  test('both ways of asking say the same of any state', () => {
    const facts: fc.Arbitrary<PrinterFacts> = fc.record({
      isCoverOpen: fc.boolean(),
      isPaperOut: fc.boolean(),
      isPaperNearEnd: fc.boolean(),
      hasCutterError: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, (state) => {
        const [one, two, three, four] = [1, 2, 3, 4].map((n) => realTimeStatus(n, state) ?? 0);
        const [first = 0, second = 0, third = 0, fourth = 0] = automaticStatus(state);
        const asked = conditionsOfRealTime([one ?? 0, two ?? 0, three ?? 0, four ?? 0]);
        // DLE EOT 2 says of a cutter error that "an error occurred", which names no condition of its own.
        expect(asked).toEqual(conditionsOfAutomatic([first, second, third, fourth]));
        expect(asked.includes('cover-open')).toBe(state.isCoverOpen);
        expect(asked.includes('paper-out')).toBe(state.isPaperOut);
        expect(asked.includes('cutter-error')).toBe(state.hasCutterError);
      }),
      { seed: 42, numRuns: 64 },
    );
  });
});
