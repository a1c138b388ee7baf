/**
 * What the third status byte (SW3) of an answer means and what the driver does about it.
 * Source: device notes, section 1.4. Codes 01–05 and 09 of vendor libraries never appear on the wire.
 */
import type { DeviceErrorCode } from '../device-error.ts';

export type SamResult = {
  /** Message-catalogue key for the trace and the device page. */
  readonly meaning: string;
  /**
   * `accept`     go on with the answer
   * `again`      send the same command once more
   * `reset`      reset the SAM, then send the command once more
   * `find`       start again at finding the card
   * `fail`       give up at once
   */
  readonly reaction: 'accept' | 'again' | 'reset' | 'find' | 'fail';
  /** The code thrown when the reaction is `fail` or did not help. */
  readonly code: DeviceErrorCode;
};

export const SW3 = {
  Ok: 0x90,
  NoSuchItem: 0x91,
  CardFound: 0x9f,
  NoCard: 0x80,
  SelectFailed: 0x81,
  ChecksumWrong: 0x10,
  LengthWrong: 0x11,
  CommandWrong: 0x21,
  NotAnIdCard: 0x40,
  ReadFailed: 0x41,
  SelfTestFailed: 0x60,
  NotAuthorised: 0x66,
} as const;

// biome-ignore format: one row per code, as in the source
const RESULTS: Readonly<Record<number, SamResult>> = {
  [SW3.Ok]:           { meaning: 'sam.ok',                      reaction: 'accept', code: 'device/protocol' },
  [SW3.NoSuchItem]:   { meaning: 'sam.no-such-item',            reaction: 'accept', code: 'device/protocol' },
  [SW3.CardFound]:    { meaning: 'sam.card-found',              reaction: 'accept', code: 'device/protocol' },
  [SW3.ChecksumWrong]:{ meaning: 'sam.checksum-wrong',          reaction: 'again',  code: 'device/protocol' },
  [SW3.LengthWrong]:  { meaning: 'sam.length-wrong',            reaction: 'again',  code: 'device/protocol' },
  [SW3.CommandWrong]: { meaning: 'sam.command-wrong',           reaction: 'fail',   code: 'device/protocol' },
  35:               { meaning: 'sam.not-permitted',           reaction: 'fail',   code: 'device/fault' },
  36:               { meaning: 'sam.unknown-error',           reaction: 'reset',  code: 'device/fault' },
  49:               { meaning: 'sam.card-refused-reader',     reaction: 'fail',   code: 'card/rejected' },
  50:               { meaning: 'sam.reader-refused-card',     reaction: 'fail',   code: 'card/rejected' },
  51:               { meaning: 'sam.verification-failed',     reaction: 'fail',   code: 'card/rejected' },
  55:               { meaning: 'sam.fingerprint-unverified',  reaction: 'again',  code: 'card/rejected' },
  63:               { meaning: 'sam.information-length-wrong', reaction: 'again', code: 'card/unreadable' },
  [SW3.NotAnIdCard]:  { meaning: 'sam.not-an-id-card',          reaction: 'fail',   code: 'card/not-an-id-card' },
  [SW3.ReadFailed]:   { meaning: 'sam.read-failed',             reaction: 'find',   code: 'card/moved' },
  71:               { meaning: 'sam.no-random-number',        reaction: 'again',  code: 'card/unreadable' },
  [SW3.SelfTestFailed]: { meaning: 'sam.self-test-failed',      reaction: 'fail',   code: 'device/fault' },
  [SW3.NotAuthorised]: { meaning: 'sam.not-authorised',         reaction: 'fail',   code: 'device/fault' },
  [SW3.NoCard]:       { meaning: 'sam.no-card',                 reaction: 'find',   code: 'card/moved' },
  [SW3.SelectFailed]: { meaning: 'sam.select-failed',           reaction: 'find',   code: 'card/moved' },
};

/** Looks a code up; one that no document names is a protocol error. */
export function samResult(sw3: number): SamResult {
  return RESULTS[sw3] ?? { meaning: 'sam.unknown-code', reaction: 'fail', code: 'device/protocol' };
}
