import { DeviceError } from '../device-error.ts';
import type { Command, Exchange } from '../link/link.ts';
import type { IdCard, PlateState } from '../registry/device.ts';
import { findCard, readBase, readNewestAddress, resetSam, SAM_TIMING, type SamAnswer, selectCard } from './commands.ts';
import type { SamFrame } from './frames.ts';
import { decodeCard } from './payload.ts';
import { SW3, samResult } from './results.ts';

/** How often one call starts again at finding before it says that the card moved. */
const MAX_STARTS = 3;

/** What the session knows and tells of the plate; outlives a single read. */
export type Plate = { state(): PlateState; set(state: PlateState): void };

/**
 * Waits for a card that was not read yet, reads it, and checks its fields.
 *
 *   find ──80──▶ pause, find …        (30 03 tells "read already, lift it" from "empty")
 *    └──9F──▶ select ──▶ read ──▶ card
 *    ▲            └─ 81 ──┴─ 41: card moved, start again
 *
 * Throws the codes of IdCardReader.readCard.
 */
export async function readNextCard(exchange: Exchange<SamFrame>, plate: Plate): Promise<IdCard> {
  for (let starts = 0; starts < MAX_STARTS; ) {
    const found = await perform(exchange, findCard);
    if (found.sw3 !== SW3.CardFound) {
      if (starts > 0) break;
      await observePlate(exchange, plate);
      await exchange.pause(SAM_TIMING.pollMs);
      continue;
    }
    starts++;
    plate.set('reading');
    const data = await selectAndRead(exchange);
    if (!data) continue;
    plate.set('read');
    return decodeCard(data);
  }
  plate.set('unknown');
  throw new DeviceError('card/moved', 'the card was moved while it was read');
}

/** The data of 30 01, or null when the session has to start again at finding. */
async function selectAndRead(exchange: Exchange<SamFrame>): Promise<Uint8Array | null> {
  const selected = await perform(exchange, selectCard);
  if (selected.sw3 !== SW3.Ok) return null;
  const base = await readBaseOnce(exchange);
  if (!base) return null;
  if (base.sw3 === SW3.NoSuchItem) throw new DeviceError('card/unreadable', 'the card has no base information', { sw3: base.sw3 });
  return base.sw3 === SW3.Ok ? base.data : null;
}

/** The longest answer is the likeliest to be spoilt on the line; a reader that is truly silent will not answer the next find either. */
async function readBaseOnce(exchange: Exchange<SamFrame>): Promise<SamAnswer | null> {
  try {
    return await perform(exchange, readBase);
  } catch (error) {
    if (error instanceof DeviceError && error.code === 'device/timeout') return null;
    throw error;
  }
}

/**
 * "No card" also answers for a card that was read and not lifted. The newest address tells: a SAM that can
 * still read it (or say that there is none) has the same card on its plate. Source: device notes 1.5.
 */
async function observePlate(exchange: Exchange<SamFrame>, plate: Plate): Promise<void> {
  if (plate.state() === 'empty') return;
  const { sw3 } = await exchange.run(readNewestAddress);
  plate.set(sw3 === SW3.Ok || sw3 === SW3.NoSuchItem ? 'read' : 'empty');
}

/** Runs a command with the reactions of the result table; answers that mean "find again" are handed back. */
async function perform(exchange: Exchange<SamFrame>, command: Command<SamFrame, SamAnswer>): Promise<SamAnswer> {
  let answer = await exchange.run(command);
  let result = samResult(answer.sw3);
  if (result.reaction === 'again' || result.reaction === 'reset') {
    if (result.reaction === 'reset') await exchange.run(resetSam);
    answer = await exchange.run(command);
    result = samResult(answer.sw3);
  }
  if (result.reaction === 'accept' || result.reaction === 'find') return answer;
  throw new DeviceError(result.code, `${command.name}: ${result.meaning}`, { sw3: answer.sw3, command: command.name });
}
