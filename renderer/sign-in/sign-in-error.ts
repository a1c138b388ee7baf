/** Why a sign-in was refused, with the figures the host sends along. */

import { errorSentence } from '../lib/errors.ts';
import { clockMinute } from '../lib/format.ts';
import { codeOf, HostError } from '../lib/link/host-error.ts';
import { m } from '../lib/messages/messages.js';

function field(error: unknown, name: string): unknown {
  if (!(error instanceof HostError) || typeof error.data !== 'object' || error.data === null) return undefined;
  // The shape of `data` is the code's own; each reader checks the one field it uses.
  return (error.data as Readonly<Record<string, unknown>>)[name];
}

/** One sentence for the form: tries left, locked until when, or whom the counter belongs to; otherwise the code's own. */
export function signInSentence(error: unknown, timeZone: string): string {
  const code = codeOf(error);
  const left = field(error, 'attemptsLeft');
  const until = field(error, 'lockedUntil');
  const counter = field(error, 'counter');
  const by = field(error, 'by');
  if (code === 'session/wrong-password' && typeof left === 'number') return m.signin_attempts_left({ n: left });
  if (code === 'session/account-locked' && typeof until === 'string') return m.signin_locked_until({ time: clockMinute(until, timeZone) });
  if (code === 'session/counter-taken' && typeof counter === 'number' && typeof by === 'string') {
    return m.signin_taken_by({ n: counter, name: by });
  }
  return errorSentence(error);
}
