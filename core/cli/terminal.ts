/** Talking to the person at the terminal: plain lines, no stack traces, a clean end on Ctrl-C. */
import type { StoreHost } from '../host.ts';
import { UsageError } from './arguments.ts';

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

export function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Codes of errors whose message says all a person needs. */
const EXPLAINED = new Set([
  'settings/invalid',
  'db/in-use',
  'db/damaged',
  'db/not-writable',
  'db/version-from-future',
  'db/migration-failed',
  'store/no-admin-password',
  'store/none',
  'store/key',
  'store/not-empty',
  'device/unsupported',
]);

/** Ends the process with the error in the terminal: expected ones as a sentence, others with their trace. */
export function fail(error: unknown): never {
  complain(explain(error));
  process.exit(error instanceof UsageError ? 2 : 1);
}

/** What the person at the terminal reads of an error. */
export function explain(error: unknown): string {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : '';
  if (EXPLAINED.has(code)) return error.message;
  if (code === 'EADDRINUSE') return 'The port is taken by another program. Choose another with --port, or 0 for any free one.';
  if (code === 'EACCES') return `Not permitted: ${error.message}`;
  return error.stack ?? error.message;
}

/** Closes the host once on SIGINT or SIGTERM and ends with 0. A signal may arrive twice (terminal and launcher). */
export function closeOnSignal(host: Pick<StoreHost, 'close'>, also: () => void = () => undefined): void {
  let closing = false;
  const end = () => {
    if (closing) return;
    closing = true;
    also();
    host.close().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
}
