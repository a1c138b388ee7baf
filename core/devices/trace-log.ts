/** The last bytes on the wires, for the device page: a bounded log and its followers. */
import type { TraceEntry } from '../../native/registry/device.ts';
import { instant } from '../clock.ts';
import { pause } from '../pause.ts';
import type { Trace } from './bench-contract.ts';

const KEPT = 200;
/** Longer frames (a card's 1295 bytes, a raster) are cut on screen; their length is told. */
const SHOWN_BYTES = 96;
const BATCH_MS = 100;

export function createTraceLog() {
  const kept: Trace[] = [];
  const followers = new Set<(trace: Trace) => void>();

  return {
    /** @param shownBytes Bytes of a frame that are shown; the rest is told by its length only. */
    add(device: string, entry: TraceEntry, shownBytes = SHOWN_BYTES): void {
      const trace = toTrace(device, entry, shownBytes);
      kept.push(trace);
      if (kept.length > KEPT) kept.shift();
      for (const follower of followers) follower(trace);
    },
    /** What was kept, then new entries in batches, of one device or all. */
    async *follow(device: string | undefined, signal: AbortSignal | undefined): AsyncGenerator<Trace[]> {
      const wanted = (trace: Trace) => device === undefined || trace.device === device;
      let pending = kept.filter(wanted);
      const add = (trace: Trace) => {
        if (wanted(trace)) pending.push(trace);
        // A follower that does not read keeps the newest only.
        if (pending.length > KEPT) pending.shift();
      };
      followers.add(add);
      try {
        yield pending.splice(0);
        while (!signal?.aborted) {
          await pause(BATCH_MS, signal);
          if (pending.length > 0) {
            const batch = pending;
            pending = [];
            yield batch;
          }
        }
      } finally {
        followers.delete(add);
      }
    },
  };
}

function toTrace(device: string, entry: TraceEntry, shownBytes: number): Trace {
  const shown = Array.from(entry.bytes.subarray(0, shownBytes), (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
  return {
    device,
    at: instant(entry.at),
    direction: entry.direction,
    hex: entry.bytes.length > shownBytes ? `${shown} …` : shown,
    length: entry.bytes.length,
    meaning: entry.meaning,
  };
}
