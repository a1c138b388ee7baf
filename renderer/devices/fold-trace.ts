/**
 * The byte trace as rows: a poll that is answered as it was the last time only raises a count, everything else is shown.
 *
 *   → find card  ← no card         two rows
 *   → find card  ← no card  (×381) one row: the same, 381 times
 *   → find card  ← card found      two rows again
 */
import type { Trace } from '../../core/devices/bench-contract.ts';

/** Meanings of requests that are repeated only to look. */
const POLLS: ReadonlySet<string> = new Set([
  'sam.find-card',
  'sam.read-newest-address',
  'sam.status',
  'escpos.status-request',
  'modbus.read-inputs',
]);
/** Rows kept; the oldest go first. */
const MOST_ROWS = 400;

export type TraceRow =
  | { readonly kind: 'frame'; readonly key: number; readonly trace: Trace }
  /** Polls of one device that brought nothing new; `requests` are their meanings; `firstAt`, `lastAt` RFC 3339. */
  | {
      readonly kind: 'same';
      readonly key: number;
      readonly device: string;
      readonly requests: readonly string[];
      readonly count: number;
      readonly firstAt: string;
      readonly lastAt: string;
    };
type SameRow = Extract<TraceRow, { kind: 'same' }>;

/** When a row began, epoch ms. */
const startOf = (row: TraceRow): number => Date.parse(row.kind === 'frame' ? row.trace.at : row.firstAt);

export type TraceFold = {
  add(batch: readonly Trace[]): void;
  /** Oldest first; a new array after each `add`. */
  rows(): readonly TraceRow[];
};

/** What is remembered of a device: a poll waiting for its answer, the last answer to each poll, the open row of repeats. */
type Wire = { pending: Trace | null; readonly answers: Map<string, string>; same: SameRow | null };

export function createTraceFold(mostRows = MOST_ROWS): TraceFold {
  const wires = new Map<string, Wire>();
  let rows: readonly TraceRow[] = [];
  let lastKey = 0;

  function wireOf(device: string): Wire {
    const known = wires.get(device) ?? { pending: null, answers: new Map<string, string>(), same: null };
    wires.set(device, known);
    return known;
  }

  /** In order of time: a poll whose answer was waited for is shown late, when other wires have spoken meanwhile. */
  function push(row: TraceRow): void {
    const at = startOf(row);
    const before = rows.findLastIndex((earlier) => startOf(earlier) <= at);
    rows = rows.toSpliced(before + 1, 0, row).slice(-mostRows);
  }

  function show(wire: Wire, trace: Trace): void {
    wire.same = null;
    lastKey += 1;
    push({ kind: 'frame', key: lastKey, trace });
  }

  function showPending(wire: Wire): void {
    if (wire.pending) show(wire, wire.pending);
    wire.pending = null;
  }

  function fold(wire: Wire, request: Trace, answer: Trace): void {
    const before = wire.same;
    const meaning = request.meaning ?? '';
    if (before && rows.includes(before)) {
      const requests = before.requests.includes(meaning) ? before.requests : [...before.requests, meaning];
      const same = { ...before, requests, count: before.count + 1, lastAt: answer.at };
      rows = rows.map((row) => (row === before ? same : row));
      wire.same = same;
      return;
    }
    lastKey += 1;
    wire.same = {
      kind: 'same',
      key: lastKey,
      device: request.device,
      requests: [meaning],
      count: 1,
      firstAt: request.at,
      lastAt: answer.at,
    };
    push(wire.same);
  }

  function take(trace: Trace): void {
    const wire = wireOf(trace.device);
    if (trace.direction === 'out') {
      showPending(wire);
      if (POLLS.has(trace.meaning ?? '')) wire.pending = trace;
      else show(wire, trace);
      return;
    }
    const request = wire.pending;
    if (request && wire.answers.get(request.hex) === trace.hex) {
      wire.pending = null;
      fold(wire, request, trace);
      return;
    }
    if (request) wire.answers.set(request.hex, trace.hex);
    showPending(wire);
    show(wire, trace);
  }

  return {
    add(batch) {
      for (const trace of batch) take(trace);
    },
    rows: () => rows,
  };
}
