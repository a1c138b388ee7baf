/** How the tickets that wait or were passed over stand on the board, and which one the arrow keys reach. Pure. */
import type { Service, Ticket } from '../../core/queue/contract.ts';

export type LaneList = {
  readonly service: Service;
  /** Waiting, in the order they would be called. */
  readonly tickets: readonly Ticket[];
  /** Passed over today, the last one first: they may come back. */
  readonly noShows: readonly Ticket[];
};
/** One column of the board: one service, or several below each other. */
export type LaneColumn = { readonly key: string; readonly lanes: readonly LaneList[] };

/** Columns that fit on the smallest tablet. */
export const MOST_COLUMNS = 5;

/**
 * Services dealt out to columns in the store's order, so that a service never changes its place while its queue grows;
 * tickets in the order they would be called.
 */
export function laneColumns(services: readonly Service[], tickets: readonly Ticket[], most = MOST_COLUMNS): readonly LaneColumn[] {
  const count = Math.min(most, services.length);
  const lists = services.map((service) => ({ service, tickets: waitingFor(service, tickets), noShows: passedFor(service, tickets) }));
  return Array.from({ length: count }, (_, index) => {
    const lanes = lists.filter((_list, at) => at % count === index);
    return { key: lanes.map(({ service }) => service.letter).join(''), lanes };
  });
}

function waitingFor(service: Service, tickets: readonly Ticket[]): readonly Ticket[] {
  return tickets
    .filter((ticket) => ticket.state === 'waiting' && ticket.service === service.letter)
    .toSorted((one, other) => one.ahead - other.ahead || one.issuedAt.localeCompare(other.issuedAt));
}

function passedFor(service: Service, tickets: readonly Ticket[]): readonly Ticket[] {
  return tickets
    .filter((ticket) => ticket.state === 'no-show' && ticket.service === service.letter)
    .toSorted((one, other) => (other.finishedAt ?? '').localeCompare(one.finishedAt ?? ''));
}

/** Tickets of a column from top to foot. */
export const ticketsOf = (column: LaneColumn): readonly Ticket[] => column.lanes.flatMap((lane) => [...lane.tickets, ...lane.noShows]);

export type Direction = 'up' | 'down' | 'left' | 'right';

/**
 * The ticket an arrow key reaches: up and down within the column, left and right to the nearest column that has tickets, at the
 * same height or its last. From nowhere it is the first ticket of all.
 * @returns Its id; the same one at the edge, null when the board is empty.
 */
export function ticketBeside(columns: readonly LaneColumn[], from: string | null, direction: Direction): string | null {
  const grid = columns.map((column) => ticketsOf(column).map((ticket) => ticket.id)).filter((ids) => ids.length > 0);
  const x = from === null ? -1 : grid.findIndex((ids) => ids.includes(from));
  const column = grid[x];
  if (from === null || column === undefined) return grid[0]?.[0] ?? null;
  const y = column.indexOf(from);
  if (direction === 'up' || direction === 'down') return column[y + (direction === 'down' ? 1 : -1)] ?? from;
  const beside = grid[x + (direction === 'right' ? 1 : -1)];
  return beside?.[Math.min(y, beside.length - 1)] ?? from;
}
