/**
 * The promise's outcome, or the reason of the first of these signals that ends before it.
 * The work behind the promise goes on; only the wait is given up.
 */
export function untilAborted<T>(promise: Promise<T>, signals: readonly AbortSignal[]): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const listeners = signals.map((signal) => ({ signal, onAbort: () => settle(() => reject(signal.reason)) }));
    const settle = (conclude: () => void) => {
      for (const { signal, onAbort } of listeners) signal.removeEventListener('abort', onAbort);
      conclude();
    };
    for (const { signal, onAbort } of listeners) {
      if (signal.aborted) onAbort();
      else signal.addEventListener('abort', onAbort, { once: true });
    }
    promise.then(
      (value) => settle(() => resolve(value)),
      (error) => settle(() => reject(error)),
    );
  });
}
