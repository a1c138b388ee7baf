/** The rows of the hall's waiting table. Pure. */
import type { Service } from '../../core/queue/contract.ts';

/** Rows that stay readable from 8 m on a screen of this height. */
export const MOST_ROWS = 7;

export type WaitingRows = {
  readonly shown: readonly Service[];
  /** What did not fit, as one sum; null when all fit. */
  readonly others: { readonly services: number; readonly people: number } | null;
};

/** All services in the store's order while they fit; otherwise those with most people, still in the store's order. */
export function waitingRows(services: readonly Service[], most = MOST_ROWS): WaitingRows {
  if (services.length <= most) return { shown: services, others: null };
  const fullest = new Set(services.toSorted((one, other) => other.waiting - one.waiting).slice(0, most - 1));
  const rest = services.filter((service) => !fullest.has(service));
  return {
    shown: services.filter((service) => fullest.has(service)),
    others: { services: rest.length, people: rest.reduce((sum, service) => sum + service.waiting, 0) },
  };
}
