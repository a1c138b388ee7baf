import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { SimulatorLine, Transport, TransportFactory } from './transport.ts';

/**
 * A simulated cable without the operating system, for tests that move the clock by hand: bytes arrive
 * within the same turn of the event loop, so that no deadline can pass before them.
 */
export function createMemoryLine(): { readonly line: SimulatorLine; readonly connect: TransportFactory } {
  const fromDriver = createEvent<Uint8Array>();
  let isPlugged = true;
  let driver: { readonly receive: (chunk: Uint8Array) => void; readonly hangUp: (error: DeviceError) => void } | null = null;

  function connect(): Transport {
    const data = createEvent<Uint8Array>();
    const closed = createEvent<DeviceError>();
    const mine = { receive: data.emit, hangUp: closed.emit };
    return {
      async open() {
        if (!isPlugged) throw new DeviceError('device/offline', 'not plugged in');
        driver = mine;
      },
      async write(bytes) {
        if (driver !== mine) throw new DeviceError('device/offline', 'not open');
        queueMicrotask(() => fromDriver.emit(bytes));
      },
      onData: data.subscribe,
      onClose: closed.subscribe,
      async close() {
        if (driver === mine) driver = null;
      },
    };
  }

  async function unplug(): Promise<void> {
    isPlugged = false;
    const lost = driver;
    driver = null;
    lost?.hangUp(new DeviceError('device/offline', 'unplugged'));
  }

  const line: SimulatorLine = {
    settings: { type: 'serial', path: 'memory' },
    write(bytes) {
      const receiver = driver;
      queueMicrotask(() => receiver?.receive(bytes));
    },
    onData: fromDriver.subscribe,
    isPlugged: () => isPlugged,
    unplug,
    async plug() {
      isPlugged = true;
    },
    holdOff() {
      throw new Error('a memory line has no flow control');
    },
    close: unplug,
  };
  return { line, connect };
}
