import type { DeviceSettings, DeviceStatus } from '../registry/device.ts';
import type { ButtonPanel } from './panel.ts';

const STATUS: DeviceStatus = { connection: 'online', conditions: [], lastError: null, since: 0 };
const never = () => () => undefined;

/** The panel of a dispenser that has no buttons: always well, never pressed. */
export function createAbsentPanel(settings: DeviceSettings): ButtonPanel {
  return {
    name: settings.name,
    counter: settings.counter,
    settings,
    status: () => STATUS,
    onDidChangeStatus: never,
    onDidTrace: never,
    onDidPress: never,
    open: () => undefined,
    close: async () => undefined,
  };
}
