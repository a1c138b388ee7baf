import { createEvent, type Event } from '../event.ts';
import type { TraceEntry } from '../registry/device.ts';

/**
 * Passes on the trace of a polled unit without the polls that brought nothing new: a request is shown with
 * its answer when that differs from the one before, or alone when no answer came.
 */
export function createQuietTrace(): { readonly feed: (entry: TraceEntry) => void; readonly onDidTrace: Event<TraceEntry>['subscribe'] } {
  const traced = createEvent<TraceEntry>();
  let request: TraceEntry | null = null;
  let lastAnswer = '';
  return {
    feed(entry) {
      if (entry.direction === 'out') {
        if (request) traced.emit(request);
        request = entry;
        return;
      }
      const answer = entry.bytes.toString();
      if (answer !== lastAnswer) {
        if (request) traced.emit(request);
        traced.emit(entry);
      }
      lastAnswer = answer;
      request = null;
    },
    onDidTrace: traced.subscribe,
  };
}
