/**
 * A queue-number dispenser (排队取号机): button panel and ticket printer, two lines and one device.
 *
 *   panel   ──┐
 *             ├── one name, one health, presses up, tickets down
 *   printer ──┘
 */
import { createEvent } from '../event.ts';
import type { ConnectionState, Device, DeviceSettings, DeviceStatus, QueueDispenser, TicketOrReceiptPrinter } from '../registry/device.ts';
import type { ButtonPanel } from './panel.ts';

/** From best to worst, as one light on the device page shows the two lines. */
const CONNECTIONS: readonly ConnectionState[] = ['online', 'connecting', 'closed', 'offline'];

/** The worse connection, all conditions, the latest error, and since when it has been so. */
export function joinStatus(one: DeviceStatus, other: DeviceStatus): DeviceStatus {
  const rank = (status: DeviceStatus) => CONNECTIONS.indexOf(status.connection);
  const worse = rank(other) > rank(one) ? other : one;
  return {
    connection: worse.connection,
    conditions: [...new Set([...one.conditions, ...other.conditions])],
    lastError: (one.lastError?.at ?? -1) >= (other.lastError?.at ?? -1) ? one.lastError : other.lastError,
    since: rank(one) === rank(other) ? Math.max(one.since, other.since) : worse.since,
  };
}

/** Joins a panel and a printer, both closed, into a dispenser. Printing works while the panel is down, and the other way round. */
export function createQueueDispenser(
  settings: DeviceSettings,
  panel: ButtonPanel,
  printer: Device & TicketOrReceiptPrinter,
): QueueDispenser {
  const changed = createEvent<DeviceStatus>();
  const status = () => joinStatus(panel.status(), printer.status());
  panel.onDidChangeStatus(() => changed.emit(status()));
  printer.onDidChangeStatus(() => changed.emit(status()));
  return {
    name: settings.name,
    kind: 'QueueDispenser',
    counter: settings.counter,
    settings,
    status,
    onDidChangeStatus: changed.subscribe,
    onDidTrace(listener) {
      const stops = [panel.onDidTrace(listener), printer.onDidTrace(listener)];
      return () => {
        for (const stop of stops) stop();
      };
    },
    open() {
      panel.open();
      printer.open();
    },
    async close() {
      await Promise.all([panel.close(), printer.close()]);
    },
    onDidPress: panel.onDidPress,
    print: printer.print,
    recover: printer.recover,
    columns: printer.columns,
  };
}
