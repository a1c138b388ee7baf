/**
 * A store host in a process of its own, to be killed. It loads everything first and says `warm`, so that the next host
 * is at hand when one dies; told a data folder, it starts there and says its address.
 */
import { flushCompileCache } from 'node:module';
import { startHost } from '../../core/host.ts';

process.once('message', (told) => {
  // As mortal-host.ts sends it.
  const { data, aheadMs } = told as { readonly data: string; readonly aheadMs: number };
  const clock = { now: () => Date.now() + aheadMs };
  startHost({ data, port: 0, demo: true, clock, log: (line) => process.send?.({ failed: line }) }).then(
    (host) => process.send?.({ ready: host.url }),
    (error: unknown) => process.send?.({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
// A host whose test is gone must not stay.
process.once('disconnect', () => process.exit());
// A killed process writes nothing down at its end.
flushCompileCache();
process.send?.({ warm: true });
