/**
 * A small typed event: listeners are called in order of subscription. One that throws stops neither the others nor the
 * process, because a mistake in what follows a device must not end the store; its error becomes a process warning.
 */
export type Event<T> = {
  subscribe(listener: (value: T) => void): () => void;
  emit(value: T): void;
};

/** Type of the process warning; its detail is the error's stack. Node prints warnings to stderr and emits them as `warning`. */
export const LISTENER_WARNING = 'ListenerWarning';

/** Makes an event without listeners. */
export function createEvent<T>(): Event<T> {
  const listeners = new Set<{ readonly call: (value: T) => void }>();
  return {
    subscribe(listener) {
      const entry = { call: listener };
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
    emit(value) {
      for (const listener of [...listeners]) {
        try {
          listener.call(value);
        } catch (error) {
          const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
          process.emitWarning('A listener of an event failed; the others were told.', { type: LISTENER_WARNING, detail });
        }
      }
    },
  };
}
