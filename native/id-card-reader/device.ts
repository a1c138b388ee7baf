/**
 * Identity-card readers with a SAM_V module (身份证阅读机具) on a serial line or a serial server.
 *
 *   readCard ── reading-session (find → select → read) ── link ── frames ── transport
 *                     └── payload, check-digit, nations: bytes → fields
 */
import { DeviceError } from '../device-error.ts';
import { createDeviceBase, createStatusKeeper } from '../device-status.ts';
import { createEvent } from '../event.ts';
import { createLink } from '../link/create-link.ts';
import type { Timing } from '../link/timing.ts';
import type { DeviceSettings, IdCardReader, PlateState } from '../registry/device.ts';
import type { LineOptions, TransportFactory } from '../transport/transport.ts';
import { meaningOfAnswer, SAM_TIMING, type SamAnswer, samStatus } from './commands.ts';
import { createSamFramer } from './frames.ts';
import { readNextCard } from './reading-session.ts';
import { SW3 } from './results.ts';

/** 115200 8N1 without flow control, as readers leave the factory (device notes 1.1). */
export const ID_CARD_READER_LINE: LineOptions = { baudRate: 115_200 };

/** Makes a closed reader; `open` starts connecting. Two `readCard` calls take turns, the second waits for the next card. */
export function createIdCardReader(settings: DeviceSettings, connect: TransportFactory, timing: Timing): IdCardReader {
  const status = createStatusKeeper(timing);
  const plateChanged = createEvent<PlateState>();
  let plateState: PlateState = 'unknown';
  const plate = {
    state: () => plateState,
    set(next: PlateState) {
      if (next === plateState) return;
      plateState = next;
      plateChanged.emit(next);
    },
  };

  const link = createLink({
    connect,
    createFramer: createSamFramer,
    meaningOf: meaningOfAnswer,
    timing,
    handshake: async (exchange) => noteHealth(await exchange.run(samStatus)),
  });

  /** A SAM that failed its self-test still answers: connected, but with a complaint. */
  function noteHealth(answer: SamAnswer): void {
    status.setCondition('self-test-failed', answer.sw3 === SW3.SelfTestFailed || answer.sw3 === SW3.NotAuthorised);
    status.setCondition('not-responding', false);
  }

  /** A reader that stopped answering is offline until it answers a status request again. */
  function noteFailure(error: unknown): void {
    if (!(error instanceof DeviceError) || error.code === 'device/aborted') return;
    status.recordError(error);
    if (error.code !== 'device/timeout') return;
    status.setCondition('not-responding', true);
    link.fail(new DeviceError('device/offline', 'the reader stopped answering', {}, error));
  }

  let stopHeartbeat: () => void = () => undefined;
  async function beat(): Promise<void> {
    try {
      noteHealth(await link.run(samStatus));
    } catch (error) {
      noteFailure(error);
    }
    if (link.state() === 'online') scheduleBeat();
  }
  function scheduleBeat(): void {
    stopHeartbeat();
    stopHeartbeat = timing.clock.setTimeout(() => void beat(), SAM_TIMING.heartbeatMs);
  }
  link.onDidChangeState(({ state }) => {
    if (state === 'online') {
      scheduleBeat();
      return;
    }
    stopHeartbeat();
    plate.set('unknown');
  });

  return {
    ...createDeviceBase('IdCardReader', settings, link, status),
    plate: plate.state,
    onDidChangePlate: plateChanged.subscribe,
    async readCard(signal) {
      try {
        return await link.session((exchange) => readNextCard(exchange, plate), signal);
      } catch (error) {
        noteFailure(error);
        throw error;
      }
    },
  };
}
