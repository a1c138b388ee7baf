import type { Timing } from '../link/timing.ts';
import type { SimulatorLine } from '../transport/transport.ts';
import { createPanelRequestFramer, encodeInputs, type InputRange } from './modbus.ts';
import { DEFAULT_PANEL_RANGE } from './panel.ts';

/** How long a finger stays on a button, ms: long enough to be seen by two polls. */
const FINGER_MS = 250;
/** On a machine too busy to poll in that time the finger waits until so many answers told of it … */
const ANSWERS_THAT_TELL = 2;
/** … or, where nobody asks, for this long, ms. */
const LONGEST_FINGER_MS = 2_000;

/** A simulated button panel at the device's end of a line. */
export type ButtonPanelTwin = {
  readonly line: SimulatorLine;
  readonly buttons: number;
  /** Presses and lets go; buttons count from 1. Throws RangeError for a button that is not there. */
  press(button: number): void;
  hold(button: number): void;
  release(button: number): void;
  /** While true requests are not answered. */
  setSilent(isSilent: boolean): void;
  /** Noise on the line: these bytes are sent before each answer. */
  setNoise(bytes: Uint8Array): void;
  /** The next `count` answers carry a wrong checksum. */
  spoilAnswers(count: number): void;
  close(): Promise<void>;
};

/** Puts a panel on the line; it answers from now on. */
export function createButtonPanelTwin(
  line: SimulatorLine,
  { timing, range = DEFAULT_PANEL_RANGE }: { readonly timing: Timing; readonly range?: InputRange },
): ButtonPanelTwin {
  const isDown = Array.from({ length: range.count }, () => false);
  const fingers = new Map<number, () => void>();
  const framer = createPanelRequestFramer(range.address);
  let isSilent = false;
  let noise = new Uint8Array(0);
  let answersToSpoil = 0;
  let answersGiven = 0;

  function set(button: number, down: boolean): void {
    if (isDown[button - 1] === undefined) throw new RangeError(`no button ${button}`);
    isDown[button - 1] = down;
    fingers.get(button)?.();
    fingers.delete(button);
  }

  function answer(): void {
    answersGiven++;
    const bytes = encodeInputs(range.address, isDown);
    if (answersToSpoil > 0) {
      answersToSpoil--;
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 0xff;
    }
    line.write(Uint8Array.of(...noise, ...bytes));
  }

  const stop = line.onData((chunk) => {
    for (const frame of framer.push(chunk)) if (frame.kind === 'request' && !isSilent) answer();
  });

  return {
    line,
    buttons: range.count,
    press(button) {
      set(button, true);
      const givenBefore = answersGiven;
      let heldMs = 0;
      const stay = () => fingers.set(button, timing.clock.setTimeout(lift, FINGER_MS));
      const lift = (): void => {
        heldMs += FINGER_MS;
        if (answersGiven - givenBefore >= ANSWERS_THAT_TELL || heldMs >= LONGEST_FINGER_MS) set(button, false);
        else stay();
      };
      stay();
    },
    hold: (button) => set(button, true),
    release: (button) => set(button, false),
    setSilent(next) {
      isSilent = next;
    },
    setNoise(bytes) {
      noise = new Uint8Array(bytes);
    },
    spoilAnswers(count) {
      answersToSpoil = count;
    },
    async close() {
      stop();
      for (const lift of fingers.values()) lift();
      await line.close();
    },
  };
}
