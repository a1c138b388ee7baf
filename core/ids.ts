/** UUIDv7 (RFC 9562 5.7): 48 bits of time, then a counter that keeps ids of one millisecond in order, then chance. */
import type { Clock } from './clock.ts';

export type Ids = {
  /** A new id, greater than every one this maker gave before. */
  next(): string;
};

/**
 * Makes ids from a clock and a source of chance.
 * @param randomBytes Returns that many unpredictable bytes.
 */
export function createIds(clock: Clock, randomBytes: (size: number) => Uint8Array): Ids {
  let lastTime = 0;
  let sequence = 0;
  return {
    next() {
      const now = clock.now();
      if (now > lastTime) {
        lastTime = now;
        sequence = 0;
      } else {
        sequence += 1;
        // The 12-bit counter is used up, or the clock went back: borrow from the next millisecond.
        if (sequence > 0xfff) {
          lastTime += 1;
          sequence = 0;
        }
      }
      const tail = randomBytes(8);
      tail[0] = ((tail[0] ?? 0) & 0x3f) | 0x80;
      const time = lastTime.toString(16).padStart(12, '0');
      const hex = Array.from(tail, (byte) => byte.toString(16).padStart(2, '0')).join('');
      const counter = sequence.toString(16).padStart(3, '0');
      return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${hex.slice(0, 4)}-${hex.slice(4)}`;
    },
  };
}
