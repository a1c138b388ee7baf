/**
 * A small typed event: listeners are called in order of subscription; one that throws does not stop the
 * others, its error is thrown after them on a microtask, where the process reports it.
 */
export type Event<T> = {
  subscribe(listener: (value: T) => void): () => void;
  emit(value: T): void;
};

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
          queueMicrotask(() => {
            throw error;
          });
        }
      }
    },
  };
}
