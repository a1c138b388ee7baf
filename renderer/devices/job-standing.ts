/** Print jobs in words: how they ended, and why. */
import type { PrintJobView } from '../../core/devices/contract.ts';
import { m } from '../lib/messages/messages.js';
import { conditionWord } from '../lib/parts/device-words.ts';
import type { Standing } from './device-standing.ts';

const STATES: Readonly<Record<PrintJobView['state'], () => Standing>> = {
  printing: () => ({ state: 'serving', word: m.devices_job_printing() }),
  held: () => ({ state: 'hold', word: m.devices_job_held() }),
  printed: () => ({ state: 'done', word: m.devices_job_printed() }),
  'not-printed': () => ({ state: 'error', word: m.devices_job_not_printed() }),
  unknown: () => ({ state: 'warn', word: m.devices_job_unknown() }),
};

const REASONS: Readonly<Record<string, () => string>> = {
  'process-id': () => m.devices_reason_process_id(),
  fence: () => m.devices_reason_fence(),
  decided: () => m.devices_reason_decided(),
  'no-answer': () => m.devices_reason_no_answer(),
  'not-responding': () => m.devices_reason_not_responding(),
  offline: () => m.devices_reason_offline(),
  aborted: () => m.devices_reason_aborted(),
  'host-stopped': () => m.devices_reason_host_stopped(),
  document: () => m.devices_reason_document(),
  'paper-out': () => conditionWord('paper-out'),
  'cover-open': () => conditionWord('cover-open'),
  'cutter-error': () => conditionWord('cutter-error'),
  'printer-error': () => conditionWord('printer-error'),
};

export const jobStanding = (job: PrintJobView): Standing => STATES[job.state]();

/** Why it ended (or stands) as it does; a reason without words stays as the host wrote it. */
export const jobReason = ({ reason }: PrintJobView): string | null => (reason === null ? null : (REASONS[reason]?.() ?? reason));

/** What is printed: its kind, its number, and which copy it is (补打). */
export function jobTitle({ kind, title, copy }: PrintJobView): string {
  const named = kind === 'ticket' ? m.devices_job_ticket({ title }) : m.devices_job_receipt({ title });
  return copy === 0 ? named : m.devices_job_title({ title: named, copy });
}
