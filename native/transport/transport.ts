/**
 * The lowest rung: bytes out, bytes in, and the news that the wire is gone.
 *
 *   device ── link ── framing ── [transport] ── serial port · TCP socket · simulator line
 *
 * Only this folder imports serialport, node:net for devices, and the pseudo-terminal module.
 */
import type { DeviceError } from '../device-error.ts';
import type { TransportSettings, Unsubscribe } from '../registry/device.ts';

/**
 * One connection. Single-use: `open` once, and after `close` or `onClose` make a new one; that way no
 * state of a pulled cable survives into the next try.
 */
export type Transport = {
  /** Connects. Rejects with DeviceError `device/offline` when the port or host is not there. */
  open(): Promise<void>;
  /**
   * Sends bytes and resolves once they left the buffers of this machine (drained). Under flow control it
   * waits as long as the unit holds us off. Calls are sent in order. Rejects with `device/offline`.
   */
  write(bytes: Uint8Array): Promise<void>;
  /** Chunks as they arrive, cut anywhere. Subscribe before `open`. */
  onData(listener: (chunk: Uint8Array) => void): Unsubscribe;
  /** Called once when an opened line goes down by itself (unplugged, reset, peer closed); never after our own `close`. */
  onClose(listener: (error: DeviceError) => void): Unsubscribe;
  /** Closes; resolves when the port is free again. Safe to call at any time and more than once. */
  close(): Promise<void>;
};

/** Makes a fresh, unopened transport for each connection attempt. */
export type TransportFactory = () => Transport;

/** What a device family wants of a serial line (8N1 always). Settings may override the speed; TCP ignores all of it. */
export type LineOptions = {
  /** Bits per second, where the settings name none. */
  readonly baudRate: number;
  /** Default `none`. `xon-xoff` takes bytes 11h and 13h out of the incoming stream. */
  readonly flowControl?: 'none' | 'xon-xoff' | 'rts-cts';
};

/**
 * The device's end of a simulated cable: a twin reads and writes here what a real unit would.
 * The driver opens `settings` like any other line.
 */
export type SimulatorLine = {
  /** How the driver reaches this line; stays valid across unplug and plug. */
  readonly settings: Exclude<TransportSettings, { type: 'simulator' }>;
  /** Sends bytes to the driver; dropped while unplugged or while no driver is connected (TCP). */
  write(bytes: Uint8Array): void;
  /** Bytes from the driver. */
  onData(listener: (chunk: Uint8Array) => void): Unsubscribe;
  /** False between `unplug` and `plug`. */
  isPlugged(): boolean;
  /** Pulls the cable: the driver sees a hang-up and cannot reconnect. */
  unplug(): Promise<void>;
  /** Puts the cable back under the same settings. */
  plug(): Promise<void>;
  /** Stops reading, so that the driver's writes meet back-pressure; false reads on. */
  holdOff(held: boolean): void;
  close(): Promise<void>;
};
