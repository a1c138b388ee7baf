import type { Timing } from '../link/timing.ts';
import type { RatingValue } from '../registry/device.ts';
import type { SimulatorLine } from '../transport/transport.ts';
import { BUS_COMMAND, type BusFrame, createBusFramer, encodeResult, isMessage, isStart, rawRating } from './protocol.ts';

/** How often and how many times a result without acknowledgement is sent again. */
const RESEND_MS = 150;
const MAX_SENDS = 5;
/** A pad stops asking after this long, ms. */
const ASKING_MS = 20_000;

/** A simulated rating pad at the device's end of a line. */
export type RatingPadTwin = {
  readonly kind: 'RatingPad';
  readonly line: SimulatorLine;
  /** True while the lamps ask the customer. */
  isAsking(): boolean;
  /** Tells when asking starts or ends; returns how to stop listening. */
  onDidChangeAsking(listener: (isAsking: boolean) => void): () => void;
  /** Presses a key; false when the pad was not asking and the key does nothing. */
  press(value: RatingValue): boolean;
  /** While true the pad neither answers nor asks. */
  setSilent(isSilent: boolean): void;
  isSilent(): boolean;
  /** Does not hear the next `count` acknowledgements of its result, and so sends it again. */
  loseReceipts(count: number): void;
  /** Does not echo the next `count` starts, though it obeys them. */
  loseEchoes(count: number): void;
  close(): Promise<void>;
};

/** Puts a pad on the line; it answers from now on. */
export function createRatingPadTwin(
  line: SimulatorLine,
  { timing, address = 1 }: { readonly timing: Timing; readonly address?: number },
): RatingPadTwin {
  const listeners = new Set<(isAsking: boolean) => void>();
  const framer = createBusFramer();
  let stopAsking: (() => void) | null = null;
  let stopResending: () => void = () => undefined;
  let isSilent = false;
  let receiptsToLose = 0;
  let echoesToLose = 0;

  function setAsking(next: boolean): void {
    const was = stopAsking !== null;
    stopAsking?.();
    stopAsking = next ? timing.clock.setTimeout(() => setAsking(false), ASKING_MS) : null;
    if (was !== next) for (const listener of listeners) listener(next);
  }

  function sendResult(raw: number, sends: number): void {
    stopResending();
    line.write(encodeResult(address, raw));
    if (sends < MAX_SENDS) stopResending = timing.clock.setTimeout(() => sendResult(raw, sends + 1), RESEND_MS);
  }

  function react(frame: BusFrame): void {
    if (isSilent) return;
    if (isStart(frame, address)) {
      setAsking(true);
      if (echoesToLose > 0) echoesToLose--;
      else line.write(frame.bytes);
    } else if (isMessage(frame, address, BUS_COMMAND.Key)) {
      if (receiptsToLose > 0) receiptsToLose--;
      else stopResending();
    }
  }

  const stop = line.onData((chunk) => {
    for (const frame of framer.push(chunk)) react(frame);
  });

  return {
    kind: 'RatingPad',
    line,
    isAsking: () => stopAsking !== null,
    onDidChangeAsking(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    press(value) {
      if (!stopAsking || isSilent) return false;
      setAsking(false);
      sendResult(rawRating(value), 1);
      return true;
    },
    isSilent: () => isSilent,
    setSilent(next) {
      isSilent = next;
      if (next) setAsking(false);
    },
    loseReceipts(count) {
      receiptsToLose = count;
    },
    loseEchoes(count) {
      echoesToLose = count;
    },
    async close() {
      stop();
      stopResending();
      setAsking(false);
      await line.close();
    },
  };
}
