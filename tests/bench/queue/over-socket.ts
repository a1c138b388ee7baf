/** The load over WebSockets: the server, ours or the bare one, is a process of its own. */
import { randomUUID } from 'node:crypto';
import { letterOf } from './hall.ts';
import type { QueueVerbs } from './pairs.ts';
import type { WireClient } from './wire.ts';

let visitors = 0;

/** The verbs of the load for one client of the host. */
export function hostVerbs(client: WireClient): QueueVerbs {
  return {
    issue() {
      visitors += 1;
      return client.call('/queue/issue', { commandId: randomUUID(), service: letterOf(visitors) });
    },
    async callNext(counter) {
      const output = await client.call('/queue/callNext', { commandId: randomUUID(), counter });
      // queue.callNext's output, see core/queue/contract.ts.
      return (output as { readonly ticket: unknown }).ticket;
    },
    clear: (counter) => client.call('/queue/noShow', { commandId: randomUUID(), counter }),
  };
}

/** The same requests to the bare server, which has to be told whose visitor it is. */
export function bareVerbs(client: WireClient): QueueVerbs {
  const ask = (path: string) => (counter: number) => client.call(path, { commandId: randomUUID(), counter });
  return { issue: ask('/queue/issue'), callNext: ask('/queue/callNext'), clear: ask('/queue/noShow') };
}
