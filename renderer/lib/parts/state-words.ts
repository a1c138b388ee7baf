/** States, lanes and roles in words and shapes. */
import type { Counter } from '../../../core/queue/contract.ts';
import type { Role } from '../../../core/session/permissions.ts';
import type { Lane } from '../../../core/values.ts';
import { m } from '../messages/messages.js';
import type { ShapeName } from './shapes.ts';

type CounterState = Counter['state'];

const COUNTERS: Readonly<Record<CounterState, () => string>> = {
  closed: () => m.lib_state_closed(),
  open: () => m.lib_state_open(),
  calling: () => m.lib_state_calling(),
  serving: () => m.lib_state_serving(),
  paused: () => m.lib_state_paused(),
};
const COUNTER_SHAPES: Readonly<Record<CounterState, ShapeName>> = {
  closed: 'closed',
  open: 'waiting',
  calling: 'called',
  serving: 'serving',
  paused: 'paused',
};
const LANES: Readonly<Record<Lane, () => string>> = {
  ordinary: () => m.lib_lane_ordinary(),
  appointment: () => m.lib_lane_appointment(),
  vip: () => m.lib_lane_vip(),
  care: () => m.lib_lane_care(),
  group: () => m.lib_lane_group(),
};
const ROLES: Readonly<Record<Role, () => string>> = {
  clerk: () => m.lib_role_clerk(),
  lobby: () => m.lib_role_lobby(),
  duty: () => m.lib_role_duty(),
  manager: () => m.lib_role_manager(),
  inspector: () => m.lib_role_inspector(),
  shopper: () => m.lib_role_shopper(),
  admin: () => m.lib_role_admin(),
  kiosk: () => m.lib_role_kiosk(),
  display: () => m.lib_role_display(),
};

export const counterWord = (state: CounterState): string => COUNTERS[state]();
export const counterShape = (state: CounterState): ShapeName => COUNTER_SHAPES[state];
export const laneWord = (lane: Lane): string => LANES[lane]();
export const roleWord = (role: Role): string => ROLES[role]();
