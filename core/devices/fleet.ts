/** All devices of the store, opened together, found by name and by counter. */

import { DeviceError } from '../../native/device-error.ts';
import { systemTiming, type Timing } from '../../native/link/timing.ts';
import { type CreatedDevice, createDevice } from '../../native/registry/create-devices.ts';
import type {
  AnyDevice,
  DeviceSettings,
  IdCardReader,
  QueueDispenser,
  RatingPad,
  TicketOrReceiptPrinter,
  TransportSettings,
} from '../../native/registry/device.ts';
import { instant } from '../clock.ts';
import { SettingsError, type StoreSettings } from '../store/settings.ts';
import type { DeviceView } from './contract.ts';

export type Fleet = {
  readonly devices: readonly CreatedDevice[];
  find(name: string): CreatedDevice | undefined;
  printer(name: string): TicketOrReceiptPrinter | undefined;
  isDispenser(name: string): boolean;
  readerAt(counter: number): IdCardReader | undefined;
  ratingPadAt(counter: number): RatingPad | undefined;
  /** Name of the receipt printer at a counter. */
  printerAt(counter: number): string | undefined;
  dispensers(): readonly QueueDispenser[];
  views(): DeviceView[];
  onDidChange(listener: () => void): () => void;
  close(): Promise<void>;
};

/** A store without devices: for set-up, and for making history. */
export const NO_DEVICES: Fleet = {
  devices: [],
  find: () => undefined,
  printer: () => undefined,
  isDispenser: () => false,
  readerAt: () => undefined,
  ratingPadAt: () => undefined,
  printerAt: () => undefined,
  dispensers: () => [],
  views: () => [],
  onDidChange: () => () => undefined,
  close: async () => undefined,
};

/**
 * Makes a device of the settings, or a stand-in for a kind or line whose driver comes with a later part.
 * @throws SettingsError naming the field when the entry itself is wrong.
 */
async function make(settings: DeviceSettings, index: number, timing: Timing): Promise<CreatedDevice | DeviceView> {
  try {
    return await createDevice(settings, { timing });
  } catch (error) {
    if (!(error instanceof DeviceError) || error.code !== 'device/unsupported') throw error;
    const isLater = settings.kind === 'LineDisplay' || settings.kind === 'Scanner' || settings.transport.type === 'hid';
    if (!isLater) throw new SettingsError('store.json', [`devices[${index}].${error.message}`]);
    return unsupportedView(settings, timing.clock.now());
  }
}

function unsupportedView(settings: DeviceSettings, now: number): DeviceView {
  return {
    name: settings.name,
    kind: settings.kind,
    counter: settings.counter ?? null,
    protocol: settings.protocol,
    connectionText: transportText(settings.transport),
    connection: 'closed',
    conditions: [],
    lastError: { code: 'device/unsupported', at: instant(now) },
    since: instant(now),
  };
}

/** Makes and opens every device of the settings. An absent unit is not an error: its link goes on trying. */
export async function openFleet(settings: StoreSettings, timing: Timing = systemTiming): Promise<Fleet> {
  const made = await Promise.all(settings.devices.map((device, index) => make(device, index, timing)));
  const devices = made.filter((one) => 'device' in one);
  const listeners = new Set<() => void>();
  for (const { device } of devices) {
    device.onDidChangeStatus(() => {
      for (const listener of listeners) listener();
    });
    device.open();
  }
  const at = <K extends AnyDevice['kind']>(kind: K, counter: number) =>
    devices
      .map(({ device }) => device)
      .find((device): device is Extract<AnyDevice, { kind: K }> => device.kind === kind && device.counter === counter);

  return {
    devices,
    find: (name) => devices.find(({ device }) => device.name === name),
    printer(name) {
      const device = devices.find((created) => created.device.name === name)?.device;
      return device?.kind === 'PosPrinter' || device?.kind === 'QueueDispenser' ? device : undefined;
    },
    isDispenser: (name) => devices.some(({ device }) => device.name === name && device.kind === 'QueueDispenser'),
    readerAt: (counter) => at('IdCardReader', counter),
    ratingPadAt: (counter) => at('RatingPad', counter),
    printerAt: (counter) => at('PosPrinter', counter)?.name,
    dispensers: () => devices.flatMap(({ device }) => (device.kind === 'QueueDispenser' ? [device] : [])),
    views: () => made.map((one) => ('device' in one ? toView(one) : one)),
    onDidChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    async close() {
      await Promise.all(devices.map(({ device }) => device.close()));
      await Promise.all(devices.map(({ twin }) => twin?.close()));
    },
  };
}

function toView({ device, twin }: CreatedDevice): DeviceView {
  const status = device.status();
  return {
    name: device.name,
    kind: device.kind,
    counter: device.counter ?? null,
    protocol: device.settings.protocol,
    connectionText: connectionText(device, twin !== null),
    connection: status.connection,
    conditions: [...status.conditions],
    lastError: status.lastError && { code: status.lastError.code, at: instant(status.lastError.at) },
    since: instant(status.since),
  };
}

function connectionText(device: AnyDevice, simulated: boolean): string {
  return simulated ? 'simulator' : transportText(device.settings.transport);
}

function transportText(transport: TransportSettings): string {
  const hex = (id: number) => id.toString(16).padStart(4, '0');
  switch (transport.type) {
    case 'simulator':
      return 'simulator';
    case 'serial':
      return `serial ${transport.path}${transport.baudRate ? ` ${transport.baudRate}` : ''}`;
    case 'tcp':
      return `tcp ${transport.host}:${transport.port}`;
    case 'hid':
      return `hid ${hex(transport.vendorId)}:${hex(transport.productId)}`;
  }
}
