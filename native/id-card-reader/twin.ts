import type { Timing } from '../link/timing.ts';
import type { SimulatorLine } from '../transport/transport.ts';
import { encodeAnswer, SAM_COMMAND } from './commands.ts';
import { createSamFramer, type SamFrame } from './frames.ts';
import { encodeUtf16 } from './payload.ts';
import { SW3 } from './results.ts';
import { baseInformation, type SpecimenCard } from './specimen-cards.ts';

/** What can lie on the plate: a specimen, or some other card (a bank card, a bus card). */
export type PlacedCard = SpecimenCard | 'not-an-id-card';

/** A simulated SAM_V reader at the device's end of a line. */
export type IdCardReaderTwin = {
  readonly kind: 'IdCardReader';
  readonly line: SimulatorLine;
  /** Lays a card on the plate, in place of what is there. */
  place(card: PlacedCard): void;
  /** Lifts the card. */
  remove(): void;
  plate(): PlacedCard | null;
  /** The next read finds the card gone: 41h, and the plate is empty. */
  moveDuringNextRead(): void;
  /** The next answer is sent with a wrong checksum. */
  spoilNextAnswer(): void;
  /** While true nothing is answered. */
  setSilent(isSilent: boolean): void;
  /** While true every command is answered with 60h. */
  setSelfTestFailed(isFailed: boolean): void;
  /** The next `times` answers to this command (e.g. 0x3001) are this SW3 without data. */
  answerWith(command: number, sw3: number, times?: number): void;
  close(): Promise<void>;
};

/** SAM id 05.03-20053089-0000123456-0987654321 of the device notes. */
const SAM_ID = Uint8Array.of(0x05, 0, 0x03, 0, 0x61, 0xfc, 0x31, 0x01, 0x40, 0xe2, 0x01, 0, 0xb1, 0x68, 0xde, 0x3a);

export type IdCardReaderTwinOptions = {
  readonly timing: Timing;
  /** How long the chip takes to read, ms; the real thing needs most of a second. Lifting the card meanwhile fails the read. */
  readonly readMs?: number;
};

/** Puts a SAM on the line; it answers from now on. */
export function createIdCardReaderTwin(line: SimulatorLine, { timing, readMs = 0 }: IdCardReaderTwinOptions): IdCardReaderTwin {
  let card: { readonly is: PlacedCard; state: 'placed' | 'found' | 'selected' | 'read' } | null = null;
  let isSilent = false;
  let isSelfTestFailed = false;
  let willMove = false;
  let willSpoil = false;
  let scripted: { readonly command: number; readonly sw3: number; times: number } | null = null;
  let framer = createSamFramer();

  function send(bytes: Uint8Array | null): void {
    if (isSilent || !bytes) return;
    if (willSpoil) bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 0xff;
    willSpoil = false;
    line.write(bytes);
  }

  function find(): Uint8Array {
    if (!card || card.state === 'read') return encodeAnswer(SW3.NoCard);
    card.state = 'found';
    return encodeAnswer(SW3.CardFound, new Uint8Array(4));
  }

  function select(): Uint8Array {
    if (card?.state !== 'found') return encodeAnswer(SW3.SelectFailed);
    if (card.is === 'not-an-id-card') return encodeAnswer(SW3.NotAnIdCard);
    card.state = 'selected';
    return encodeAnswer(SW3.Ok, new Uint8Array(8));
  }

  function read(): Uint8Array | null {
    const reading = card;
    if (willMove) card = null;
    willMove = false;
    const conclude = () => {
      if (!reading || reading !== card || reading.state !== 'selected' || reading.is === 'not-an-id-card')
        return encodeAnswer(SW3.ReadFailed);
      reading.state = 'read';
      return encodeAnswer(SW3.Ok, baseInformation(reading.is));
    };
    if (readMs === 0) return conclude();
    timing.clock.setTimeout(() => send(conclude()), readMs);
    return null;
  }

  function readAddress(): Uint8Array {
    if (card?.state !== 'read' || card.is === 'not-an-id-card') return encodeAnswer(SW3.ReadFailed);
    const address = card.is.newestAddress;
    return address === null ? encodeAnswer(SW3.NoSuchItem) : encodeAnswer(SW3.Ok, encodeUtf16(address.padEnd(35, ' ')));
  }

  const commands: Readonly<Record<number, () => Uint8Array | null>> = {
    [SAM_COMMAND.Reset]: () => encodeAnswer(SW3.Ok),
    [SAM_COMMAND.Status]: () => encodeAnswer(SW3.Ok),
    [SAM_COMMAND.ReadSamId]: () => encodeAnswer(SW3.Ok, SAM_ID),
    [SAM_COMMAND.FindCard]: find,
    [SAM_COMMAND.SelectCard]: select,
    [SAM_COMMAND.ReadBase]: read,
    [SAM_COMMAND.ReadNewestAddress]: readAddress,
  };

  function reactionTo(frame: SamFrame): Uint8Array | null {
    if (frame.kind === 'discarded') {
      if (frame.reason === 'noise') return null;
      return encodeAnswer(frame.reason === 'checksum' ? SW3.ChecksumWrong : SW3.LengthWrong);
    }
    if (isSelfTestFailed) return encodeAnswer(SW3.SelfTestFailed);
    const [high = 0, low = 0] = frame.body;
    const command = (high << 8) | low;
    if (scripted?.command === command && scripted.times > 0) {
      scripted.times--;
      return encodeAnswer(scripted.sw3);
    }
    const carryOut = commands[command];
    return carryOut ? carryOut() : encodeAnswer(SW3.CommandWrong);
  }

  const stop = line.onData((chunk) => {
    for (const frame of framer.push(chunk)) send(reactionTo(frame));
  });

  return {
    kind: 'IdCardReader',
    line,
    place(is) {
      card = { is, state: 'placed' };
    },
    remove() {
      card = null;
    },
    plate: () => card?.is ?? null,
    moveDuringNextRead() {
      willMove = true;
    },
    spoilNextAnswer() {
      willSpoil = true;
    },
    setSilent(next) {
      isSilent = next;
      framer = createSamFramer();
    },
    setSelfTestFailed(next) {
      isSelfTestFailed = next;
    },
    answerWith(command, sw3, times = 1) {
      scripted = { command, sw3, times };
    },
    async close() {
      stop();
      await line.close();
    },
  };
}
