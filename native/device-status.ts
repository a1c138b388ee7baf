import { DeviceError } from './device-error.ts';
import { createEvent } from './event.ts';
import type { FrameBase, Link } from './link/link.ts';
import type { Timing } from './link/timing.ts';
import type { ConnectionState, Device, DeviceCondition, DeviceKind, DeviceSettings, DeviceStatus, Unsubscribe } from './registry/device.ts';

/** Keeps a device's status and tells of changes; equal statuses are told once. */
export type StatusKeeper = {
  current(): DeviceStatus;
  onDidChange(listener: (status: DeviceStatus) => void): Unsubscribe;
  setConnection(connection: ConnectionState): void;
  /** Switches one condition on or off. */
  setCondition(condition: DeviceCondition, isOn: boolean): void;
  /** Remembers an error for the device page. */
  recordError(error: unknown): void;
};

/** Starts as `closed`, without conditions. */
export function createStatusKeeper(timing: Timing): StatusKeeper {
  const changed = createEvent<DeviceStatus>();
  let status: DeviceStatus = { connection: 'closed', conditions: [], lastError: null, since: timing.clock.now() };
  const update = (change: Partial<DeviceStatus>) => {
    status = { ...status, ...change };
    changed.emit(status);
  };
  return {
    current: () => status,
    onDidChange: changed.subscribe,
    setConnection(connection) {
      if (connection !== status.connection) update({ connection, since: timing.clock.now() });
    },
    setCondition(condition, isOn) {
      if (status.conditions.includes(condition) === isOn) return;
      const others = status.conditions.filter((one) => one !== condition);
      update({ conditions: isOn ? [...others, condition] : others, since: timing.clock.now() });
    },
    recordError(error) {
      if (error instanceof DeviceError) update({ lastError: { code: error.code, at: timing.clock.now() } });
    },
  };
}

/**
 * The part of `Device` that is the same for every unit on one link: names, status, trace, open and close.
 * Connection changes of the link go into the keeper from here on.
 */
export function createDeviceBase<Kind extends DeviceKind, Frame extends FrameBase>(
  kind: Kind,
  settings: DeviceSettings,
  link: Link<Frame>,
  status: StatusKeeper,
): Device & { readonly kind: Kind } {
  link.onDidChangeState(({ state, error }) => {
    if (error) status.recordError(error);
    status.setConnection(state);
  });
  return {
    name: settings.name,
    kind,
    counter: settings.counter,
    settings,
    status: status.current,
    onDidChangeStatus: status.onDidChange,
    onDidTrace: link.onDidTrace,
    open: link.open,
    close: link.close,
  };
}
