/**
 * Button panel of a queue-number dispenser: an input module on Modbus RTU that has to be asked.
 *
 *   poll every 100 ms ── inputs ──▶ press detector ──▶ onDidPress(button)
 *        └── three polls unanswered: offline, connect anew
 */
import { DeviceError } from '../device-error.ts';
import { createDeviceBase, createStatusKeeper } from '../device-status.ts';
import { createEvent } from '../event.ts';
import { createLink } from '../link/create-link.ts';
import type { Command } from '../link/link.ts';
import type { Timing } from '../link/timing.ts';
import type { Device, DeviceSettings, Unsubscribe } from '../registry/device.ts';
import type { LineOptions, TransportFactory } from '../transport/transport.ts';
import { createPanelFramer, encodeReadInputs, type InputRange, type PanelFrame } from './modbus.ts';
import { detectPresses, type PressState } from './press-detector.ts';
import { createQuietTrace } from './quiet-trace.ts';

/** 9600 8N1, the usual setting of input modules (device notes 3.3). */
export const PANEL_LINE: LineOptions = { baudRate: 9_600 };

/** Bus rules of the device notes 3.3: poll each 100–300 ms, answer within 50–100 ms, three misses are offline. */
export const PANEL_TIMING = { pollMs: 100, answerMs: 100, maxMisses: 3 } as const;

/** Address 1 and eight inputs, as modules leave the factory. */
export const DEFAULT_PANEL_RANGE: InputRange = { address: 1, first: 0, count: 8 };

export type ButtonPanel = Omit<Device, 'kind'> & {
  /** `button` counts from 1. One event per press, bounces and holding removed. */
  onDidPress(listener: (button: number) => void): Unsubscribe;
};

/** Makes a closed panel; `open` starts connecting. */
export function createButtonPanel(
  settings: DeviceSettings,
  connect: TransportFactory,
  timing: Timing,
  range: InputRange = DEFAULT_PANEL_RANGE,
): ButtonPanel {
  const status = createStatusKeeper(timing);
  const pressed = createEvent<number>();
  const trace = createQuietTrace();
  let buttons: PressState = null;
  let misses = 0;
  let stopPolling: () => void = () => undefined;

  const readInputs: Command<PanelFrame, readonly boolean[]> = {
    name: 'read inputs',
    bytes: encodeReadInputs(range),
    meaning: 'modbus.read-inputs',
    match(frame) {
      if (frame.kind === 'refusal')
        throw new DeviceError('device/protocol', `panel refused with exception ${frame.exception}`, { exception: frame.exception });
      return frame.kind === 'inputs' ? frame.inputs : undefined;
    },
    timeoutMs: PANEL_TIMING.answerMs,
  };

  const link = createLink<PanelFrame>({
    connect,
    createFramer: () => createPanelFramer(range),
    meaningOf: (frame) => `modbus.${frame.kind}`,
    timing,
    handshake: async (exchange) => {
      buttons = detectPresses(null, await exchange.run(readInputs)).state;
      misses = 0;
    },
  });
  link.onDidTrace(trace.feed);
  link.onDidChangeState(({ state }) => {
    stopPolling();
    if (state === 'online') schedulePoll();
  });

  function schedulePoll(): void {
    stopPolling = timing.clock.setTimeout(() => void poll(), PANEL_TIMING.pollMs);
  }

  async function poll(): Promise<void> {
    try {
      const sample = detectPresses(buttons, await link.run(readInputs));
      buttons = sample.state;
      misses = 0;
      for (const button of sample.pressed) pressed.emit(button);
    } catch (error) {
      noteMiss(error);
    }
    if (link.state() === 'online') schedulePoll();
  }

  function noteMiss(error: unknown): void {
    status.recordError(error);
    misses++;
    if (misses >= PANEL_TIMING.maxMisses) link.fail(new DeviceError('device/offline', `${misses} polls unanswered`, { misses }, error));
  }

  return {
    ...createDeviceBase('QueueDispenser', settings, link, status),
    onDidTrace: trace.onDidTrace,
    onDidPress: pressed.subscribe,
  };
}
