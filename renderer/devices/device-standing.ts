/** One device in a word and a shape, where its name already stands beside it. */
import type { TwinState } from '../../core/devices/bench-contract.ts';
import type { DeviceView } from '../../core/devices/contract.ts';
import { m } from '../lib/messages/messages.js';
import { conditionWord, deviceStanding, worstCondition } from '../lib/parts/device-words.ts';
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

const CONNECTIONS: Readonly<Record<DeviceView['connection'], () => string>> = {
  connecting: () => m.devices_state_connecting(),
  offline: () => m.devices_state_offline(),
  closed: () => m.devices_state_closed(),
  online: () => m.devices_state_ready(),
};

/** @param twin What the simulator says, when there is one: a healthy device may then be busy with a person. */
export function standingOf(device: DeviceView, twin?: TwinState | undefined): Standing {
  const { state } = deviceStanding(device);
  const worst = device.connection === 'online' ? worstCondition(device) : null;
  if (worst) return { state, word: conditionWord(worst) };
  if (device.connection !== 'online') return { state, word: CONNECTIONS[device.connection]() };
  if (twin?.kind === 'RatingPad' && twin.asking) return { state: 'waiting', word: m.devices_state_asking() };
  if (twin?.kind === 'IdCardReader' && twin.card !== null) return { state: 'serving', word: m.devices_state_card() };
  return { state, word: CONNECTIONS.online() };
}

const CARRIERS: Readonly<Record<string, (line: string) => string>> = {
  simulator: () => m.devices_connection_simulator(),
  serial: (line) => m.devices_connection_serial({ line }),
  tcp: (line) => m.devices_connection_tcp({ line }),
  hid: (line) => m.devices_connection_hid({ line }),
};

/** `serial /dev/ttyUSB0 115200` → 串口 /dev/ttyUSB0 115200; a carrier without a word stays as the host wrote it. */
export function connectionWords(connectionText: string): string {
  const [carrier = '', ...line] = connectionText.split(' ');
  return CARRIERS[carrier]?.(line.join(' ')) ?? connectionText;
}
