/** Whether the store's file is sound, as `/healthz` tells it. */
import { Worker } from 'node:worker_threads';

export type Integrity = 'ok' | 'checking' | 'damaged';

export type IntegrityCheck = { state(): Integrity; close(): Promise<void> };

/**
 * Checks a large file in the background; `onDamaged` is called once with what was found.
 * @param path null when the check was already done at the start.
 */
export function watchIntegrity(path: string | null, onDamaged: (finding: string) => void): IntegrityCheck {
  if (path === null) return { state: () => 'ok', close: async () => undefined };
  let state: Integrity = 'checking';
  // The desktop shell's bundle has the worker beside it as .js.
  const file = import.meta.url.endsWith('.ts') ? './integrity-worker.ts' : './integrity-worker.js';
  const worker = new Worker(new URL(file, import.meta.url), { workerData: path });
  worker.unref();
  const finish = (finding: string | null) => {
    state = finding === null ? 'ok' : 'damaged';
    if (finding !== null) onDamaged(finding);
  };
  worker.once('message', finish);
  worker.once('error', (error) => finish(error.message));
  return {
    state: () => state,
    async close() {
      await worker.terminate();
    },
  };
}
