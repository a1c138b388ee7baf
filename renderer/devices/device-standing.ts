/** One device in a word and a shape, where its name already stands beside it. */
import type { TwinState } from '../../core/devices/bench-contract.ts';
import type { DeviceView } from '../../core/devices/contract.ts';
import { m } from '../lib/messages/messages.js';
import { deviceStanding, deviceTrouble } from '../lib/parts/device-words.ts';
import type { IconName } from '../lib/parts/icons.ts';
import type { ShapeName } from '../lib/parts/shapes.ts';

export type Standing = { readonly state: ShapeName; readonly word: string };

const ICONS: Readonly<Record<DeviceView['kind'], IconName>> = {
  IdCardReader: 'card',
  PosPrinter: 'printer',
  QueueDispenser: 'ticket',
  RatingPad: 'keypad',
  LineDisplay: 'screen',
  Scanner: 'scan',
};
export const kindIcon = (kind: DeviceView['kind']): IconName => ICONS[kind];

/** @param twin What the simulator says, when there is one: a healthy device may then be busy with a person. */
export function standingOf(device: DeviceView, twin?: TwinState | undefined): Standing {
  const { state } = deviceStanding(device);
  const trouble = deviceTrouble(device);
  if (trouble !== null) return { state, word: trouble };
  if (twin?.kind === 'RatingPad' && twin.asking) return { state: 'waiting', word: m.devices_state_asking() };
  if (twin?.kind === 'IdCardReader' && twin.card !== null) return { state: 'serving', word: m.devices_state_card() };
  return { state, word: m.devices_state_ready() };
}

const CHECKS: Readonly<Record<string, () => string>> = {
  simulator: () => m.devices_check_simulator(),
  serial: () => m.devices_check_serial(),
  tcp: () => m.devices_check_tcp(),
  hid: () => m.devices_check_hid(),
};

/** What to look at when a device on this carrier is offline; empty for a carrier without a word. */
export const checkWords = (connectionText: string): string => CHECKS[connectionText.split(' ')[0] ?? '']?.() ?? '';
