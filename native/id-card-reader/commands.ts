import type { Command } from '../link/link.ts';
import { encodePacket, type SamFrame } from './frames.ts';
import { SW3, samResult } from './results.ts';

/**
 * Times of a reading session, ms.
 * answerMs, readMs: allowance of the device notes 1.5 (radio and the SAM's cryptography dominate).
 * pollMs: finding the card, range 300–1000. heartbeatMs: how soon an idle reader that died is noticed.
 */
export const SAM_TIMING = { answerMs: 1_000, readMs: 3_000, pollMs: 300, heartbeatMs: 5_000 } as const;

/** Tries of a command whose answer does not come; all of these only look, so repeating is harmless. */
const ATTEMPTS = 2;

/** Command and parameter byte as one number. */
export const SAM_COMMAND = {
  Reset: 0x10ff,
  Status: 0x11ff,
  ReadSamId: 0x12ff,
  FindCard: 0x2001,
  SelectCard: 0x2002,
  ReadBase: 0x3001,
  ReadNewestAddress: 0x3003,
} as const;

/** Message-catalogue keys of commands, for the trace. */
export const SAM_COMMAND_MEANING: Readonly<Record<number, string>> = {
  [SAM_COMMAND.Reset]: 'sam.reset',
  [SAM_COMMAND.Status]: 'sam.status',
  [SAM_COMMAND.ReadSamId]: 'sam.read-sam-id',
  [SAM_COMMAND.FindCard]: 'sam.find-card',
  [SAM_COMMAND.SelectCard]: 'sam.select-card',
  [SAM_COMMAND.ReadBase]: 'sam.read-base',
  [SAM_COMMAND.ReadNewestAddress]: 'sam.read-newest-address',
};

/** An answer: the result code to switch on, and the data behind it. */
export type SamAnswer = { readonly sw3: number; readonly data: Uint8Array };

/** Reads a frame as an answer; null for discarded bytes and frames too short to be one. */
export function answerOf(frame: SamFrame): SamAnswer | null {
  if (frame.kind !== 'packet') return null;
  const sw3 = frame.body[2];
  return sw3 === undefined ? null : { sw3, data: frame.body.subarray(3) };
}

/** Builds the frame of an answer; the card's own status bytes SW1 SW2 are zero, as they nearly always are. */
export function encodeAnswer(sw3: number, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  return encodePacket(Uint8Array.of(0, 0, sw3, ...data));
}

/** What an answering frame says, as a message-catalogue key. */
export function meaningOfAnswer(frame: SamFrame): string | null {
  if (frame.kind === 'discarded') return `sam.discarded-${frame.reason}`;
  const answer = answerOf(frame);
  return answer && samResult(answer.sw3).meaning;
}

/** The bytes of a command without data. */
export function encodeCommand(code: number): Uint8Array {
  return encodePacket(Uint8Array.of(code >> 8, code & 0xff));
}

/**
 * Answers do not say which command they answer. A success must at least look like one of this command's, so
 * that a late answer to a command given up is not taken for it.
 */
function command(name: string, code: number, timeoutMs: number, isOurs: (answer: SamAnswer) => boolean): Command<SamFrame, SamAnswer> {
  return {
    name,
    bytes: encodeCommand(code),
    meaning: SAM_COMMAND_MEANING[code] ?? null,
    match(frame) {
      const answer = answerOf(frame);
      return answer && isOurs(answer) ? answer : undefined;
    },
    timeoutMs,
    attempts: ATTEMPTS,
  };
}

const isRefusal = ({ sw3 }: SamAnswer) => sw3 !== SW3.Ok && sw3 !== SW3.CardFound && sw3 !== SW3.NoSuchItem;
const isPlain = (answer: SamAnswer) => isRefusal(answer) || (answer.sw3 === SW3.Ok && answer.data.length === 0);

export const resetSam = command('reset SAM', SAM_COMMAND.Reset, SAM_TIMING.answerMs, isPlain);
export const samStatus = command('SAM status', SAM_COMMAND.Status, SAM_TIMING.answerMs, isPlain);
export const findCard = command(
  'find card',
  SAM_COMMAND.FindCard,
  SAM_TIMING.answerMs,
  (answer) => isRefusal(answer) || answer.sw3 === SW3.CardFound,
);
export const selectCard = command(
  'select card',
  SAM_COMMAND.SelectCard,
  SAM_TIMING.answerMs,
  (answer) => isRefusal(answer) || (answer.sw3 === SW3.Ok && answer.data.length <= 8),
);
export const readNewestAddress = command(
  'read newest address',
  SAM_COMMAND.ReadNewestAddress,
  SAM_TIMING.readMs,
  ({ sw3, data }) => sw3 !== SW3.CardFound && data.length < 256,
);
/** Not repeated by the link: a second read of a card once read answers "no card"; the session starts again at find instead. */
export const readBase = {
  ...command(
    'read base information',
    SAM_COMMAND.ReadBase,
    SAM_TIMING.readMs,
    (answer) => isRefusal(answer) || answer.sw3 === SW3.NoSuchItem || answer.data.length >= 256,
  ),
  attempts: 1,
};
