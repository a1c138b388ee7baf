/** Alerts that only inform, put aside by a person on this screen; forgotten with the tab and with the business day. */
import type { Alert } from '../../core/queue/contract.ts';

const KEY = 'tingtai.lobby.seen';
type Informing = Extract<Alert, { kind: 'dissatisfied' }>;

const idOf = (alert: Informing): string => `${alert.ticket} ${alert.at}`;

export class SeenAlerts {
  #seen = $state.raw<readonly string[]>((sessionStorage.getItem(KEY) ?? '').split('\n'));

  has(alert: Informing, businessDay: string): boolean {
    return this.#seen[0] === businessDay && this.#seen.includes(idOf(alert));
  }

  /** The first line of what is kept is the day. */
  add(alert: Informing, businessDay: string): void {
    const before = this.#seen[0] === businessDay ? this.#seen : [businessDay];
    this.#seen = [...before, idOf(alert)];
    sessionStorage.setItem(KEY, this.#seen.join('\n'));
  }
}
