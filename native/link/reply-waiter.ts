import { DeviceError } from '../device-error.ts';
import type { Timing } from './timing.ts';

/** One reply that is being waited for. */
export type ReplyWaiter<Reply> = {
  /** Settles with the reply, the match's own error, `device/timeout`, or what `cancel` was given. */
  readonly reply: Promise<Reply>;
  /** Starts the deadline, or starts it over. */
  startDeadline(ms: number): void;
  /** Gives up with this error; nothing happens when the reply was there before. */
  cancel(error: Error): void;
};

export type ReplyWaiters<Frame> = {
  /** Registers a waiter. Do this before writing the request, so that a fast reply finds it. */
  expect<Reply>(name: string, match: (frame: Frame) => Reply | undefined): ReplyWaiter<Reply>;
  /** Gives the frame to the oldest waiter that wants it; false when nobody did. */
  offer(frame: Frame): boolean;
};

/** Keeps who waits for which frame. */
export function createReplyWaiters<Frame>(clock: Timing['clock']): ReplyWaiters<Frame> {
  const takers = new Set<(frame: Frame) => boolean>();

  function expect<Reply>(name: string, match: (frame: Frame) => Reply | undefined): ReplyWaiter<Reply> {
    const { promise, resolve, reject } = Promise.withResolvers<Reply>();
    promise.catch(() => undefined); // Whoever reads `reply` is told; a waiter given up unread must not crash the process.
    let stopDeadline: () => void = () => undefined;
    const finish = () => {
      takers.delete(take);
      stopDeadline();
    };
    const cancel = (error: Error) => {
      finish();
      reject(error);
    };
    const take = (frame: Frame) => {
      try {
        const reply = match(frame);
        if (reply === undefined) return false;
        finish();
        resolve(reply);
      } catch (error) {
        cancel(error instanceof Error ? error : new Error(String(error)));
      }
      return true;
    };
    takers.add(take);
    return {
      reply: promise,
      startDeadline(ms) {
        stopDeadline();
        if (!takers.has(take)) return;
        stopDeadline = clock.setTimeout(
          () => cancel(new DeviceError('device/timeout', `${name}: no reply within ${ms} ms`, { name, ms })),
          ms,
        );
      },
      cancel,
    };
  }

  return {
    expect,
    offer(frame) {
      for (const take of takers) if (take(frame)) return true;
      return false;
    },
  };
}
