import type { Service } from '../../core/queue/contract.ts';
import { m } from '../lib/messages/messages.js';
import { waitMinutes } from './kiosk-services.ts';

/** Who is ahead and how long it takes, as one sentence, for reading aloud. */
export function waitSentence(service: Pick<Service, 'waiting' | 'expectedWaitSeconds'>): string {
  const minutes = waitMinutes(service.expectedWaitSeconds);
  if (minutes === null) return m.kiosk_no_counter_ahead({ n: service.waiting });
  return minutes === 0 ? m.kiosk_no_wait() : m.kiosk_ahead_wait({ n: service.waiting, minutes });
}
