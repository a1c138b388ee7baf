/**
 * What of the board each role is shown. A screen that stands in the hall under nobody's eyes is told what its visitors may
 * read and no more: no clerk by account or name, no figures per counter, no complaint about anybody.
 */
import { isStation, type Role } from '../session/permissions.ts';
import type { Board, Counter } from './contract.ts';

/** One projection per picture: fifty displays share it. */
const shown = new WeakMap<Board, Board>();

/** The board as a role may see it. Pure; the same picture gives the same answer. */
export function boardFor(role: Role, board: Board): Board {
  if (!isStation(role)) return board;
  const known = shown.get(board);
  if (known) return known;
  const projected = { ...board, counters: board.counters.map(toHallCounter), alerts: board.alerts.filter(isHelp) };
  shown.set(board, projected);
  return projected;
}

function toHallCounter(counter: Counter): Counter {
  return { ...counter, clerk: null, served: 0, averageHandlingSeconds: null };
}

/** The kiosk tells its visitor that somebody was called; it is the one alert that names nobody. */
function isHelp(alert: Board['alerts'][number]): boolean {
  return alert.kind === 'help-wanted';
}
