/**
 * The one answer to an error nobody caught: the process is in a state nobody planned, so it does not run on. It says what
 * happened, closes the store as far as that goes, and exits; whoever started it (the shell, a service manager) starts it anew.
 */
import type { EventEmitter } from 'node:events';

/** Longest wait for the store to close, milliseconds. What was answered "done" is on disk anyway. */
export const CLOSE_DEADLINE_MS = 3_000;

export type UncaughtOptions = {
  readonly log: (line: string) => void;
  /** Closes the store, if it is open. */
  readonly close: () => Promise<void> | undefined;
  /** Default: this process and its end. */
  readonly process?: Pick<EventEmitter, 'on'>;
  readonly exit?: (code: number) => void;
};

/**
 * Ends the process with 1 on the first uncaught exception or unhandled rejection. Later ones follow from the first, or from
 * the closing, and are not told. Electron only warns of unhandled rejections by itself, so both are listened to.
 */
export function endOnUncaught({ log, close, process: source = process, exit = (code) => process.exit(code) }: UncaughtOptions): void {
  let ending = false;
  const end = (error: unknown) => {
    if (ending) return;
    ending = true;
    log(`The store host ends: an error nobody caught. ${describe(error)}`);
    setTimeout(() => exit(1), CLOSE_DEADLINE_MS);
    closed().then(
      () => exit(1),
      (closeError: unknown) => {
        log(`The store could not be closed. ${describe(closeError)}`);
        exit(1);
      },
    );
  };
  const closed = async () => close();
  source.on('uncaughtException', end);
  source.on('unhandledRejection', end);
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
