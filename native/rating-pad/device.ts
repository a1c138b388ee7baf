/**
 * Satisfaction keypads (评价器) on the FF 68 bus.
 *
 *   ask ──▶ start (echoed by the pad) ──▶ result pressed, or nobody within 20 s
 *                 every result frame is acknowledged; one sent again for want of that is counted once
 */
import { DeviceError } from '../device-error.ts';
import { createDeviceBase, createStatusKeeper } from '../device-status.ts';
import { createEvent } from '../event.ts';
import { createLink } from '../link/create-link.ts';
import type { Command } from '../link/link.ts';
import type { Timing } from '../link/timing.ts';
import type { DeviceSettings, RatingPad, RatingValue } from '../registry/device.ts';
import type { LineOptions, TransportFactory } from '../transport/transport.ts';
import {
  BUS_COMMAND,
  type BusFrame,
  createBusFramer,
  encodeResultReceipt,
  encodeStart,
  isMessage,
  isStart,
  meaningOfBusFrame,
  ratingOf,
} from './protocol.ts';

/** 9600 8N1 (device notes 3.2). */
export const RATING_PAD_LINE: LineOptions = { baudRate: 9_600 };

/**
 * acknowledgeMs: 50–100 ms is the bus rule, doubled for USB adapters (device notes 3.3).
 * answerMs: how long the pad waits for a key (10–20 s, notes 4).
 * repeatMs: the same result within this time is the pad sending again (notes 3.2).
 */
export const RATING_TIMING = { acknowledgeMs: 200, attempts: 3, answerMs: 20_000, repeatMs: 500 } as const;

/**
 * Makes a closed pad; `open` starts connecting.
 * @param address Bus address of the pad; units leave the factory with 1.
 */
export function createRatingPad(settings: DeviceSettings, connect: TransportFactory, timing: Timing, address = 1): RatingPad {
  const status = createStatusKeeper(timing);
  const rated = createEvent<RatingValue>();
  const link = createLink({ connect, createFramer: createBusFramer, meaningOf: meaningOfBusFrame, timing });
  let last: { readonly raw: number; readonly at: number } | null = null;

  link.onDidReceive((frame) => {
    if (!isMessage(frame, address, BUS_COMMAND.Result)) return;
    const raw = frame.data[0] ?? 0;
    // A lost acknowledgement is sent again by the pad with its result; nothing to do when the line just went down.
    link.writeNow(encodeResultReceipt(address, raw), 'ff68.result-receipt').catch(() => undefined);
    const now = timing.clock.now();
    const isRepeat = last?.raw === raw && now - last.at < RATING_TIMING.repeatMs;
    last = { raw, at: now };
    const value = ratingOf(raw);
    if (!isRepeat && value !== null) rated.emit(value);
  });

  const start: Command<BusFrame, true> = {
    name: 'start evaluation',
    bytes: encodeStart(address),
    meaning: 'ff68.start-evaluation',
    match: (frame) => (isStart(frame, address) ? true : undefined),
    timeoutMs: RATING_TIMING.acknowledgeMs,
    attempts: RATING_TIMING.attempts,
  };

  async function askOnce(signal: AbortSignal): Promise<RatingValue | 'none'> {
    return link.session(async (exchange) => {
      const { promise: answer, resolve } = Promise.withResolvers<RatingValue>();
      // Listening before the start is acknowledged: the acknowledgement may be lost and the key pressed all the same.
      const unsubscribe = rated.subscribe(resolve);
      try {
        await exchange.run(start);
        status.setCondition('not-responding', false);
        return await Promise.race([answer, exchange.pause(RATING_TIMING.answerMs).then(() => 'none' as const)]);
      } finally {
        unsubscribe();
      }
    }, signal);
  }

  return {
    ...createDeviceBase('RatingPad', settings, link, status),
    async ask(signal) {
      try {
        return await askOnce(signal);
      } catch (error) {
        if (error instanceof DeviceError && error.code === 'device/aborted') return 'none';
        status.recordError(error);
        if (error instanceof DeviceError && error.code === 'device/timeout') status.setCondition('not-responding', true);
        throw error;
      }
    },
  };
}
