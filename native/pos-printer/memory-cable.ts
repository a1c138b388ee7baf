/** A cable inside the process, for tests on a standing clock: the driver's transport at one end, a twin at the other. */
import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { SimulatorLine, TransportFactory } from '../transport/transport.ts';

export type MemoryCable = {
  readonly line: SimulatorLine;
  readonly connect: TransportFactory;
  /** Everything the driver has sent, connection after connection. */
  sent(): Uint8Array;
};

/** A plugged-in cable that obeys XON/XOFF towards the driver as a serial line does, bytes kept in order. */
export function createMemoryCable(): MemoryCable {
  const toDevice = createEvent<Uint8Array>();
  const toDriver = createEvent<Uint8Array>();
  const pulled = createEvent<DeviceError>();
  const sent: number[] = [];
  let isPlugged = true;
  let isHeld = false;
  let queue: { readonly bytes: Uint8Array; readonly done: (error?: DeviceError) => void }[] = [];

  const flush = (): void => {
    while (!isHeld && isPlugged) {
      const write = queue.shift();
      if (write === undefined) return;
      sent.push(...write.bytes);
      toDevice.emit(write.bytes);
      write.done();
    }
  };
  const gone = (): DeviceError => new DeviceError('device/offline', 'the cable was pulled');

  return {
    sent: () => Uint8Array.from(sent),
    connect: () => ({
      async open() {
        if (!isPlugged) throw gone();
        isHeld = false;
      },
      write: (bytes) =>
        new Promise<void>((resolve, reject) => {
          if (!isPlugged) return reject(gone());
          queue.push({ bytes, done: (error) => (error ? reject(error) : resolve()) });
          queueMicrotask(flush);
        }),
      onData: toDriver.subscribe,
      onClose: pulled.subscribe,
      close: async () => undefined,
    }),
    line: {
      settings: { type: 'serial', path: 'memory' },
      write(bytes) {
        const data = bytes.filter((byte) => byte !== 0x11 && byte !== 0x13);
        for (const byte of bytes) if (byte === 0x11 || byte === 0x13) isHeld = byte === 0x13;
        if (isPlugged && data.length > 0) queueMicrotask(() => toDriver.emit(data));
        queueMicrotask(flush);
      },
      onData: toDevice.subscribe,
      isPlugged: () => isPlugged,
      async unplug() {
        isPlugged = false;
        const lost = queue;
        queue = [];
        pulled.emit(gone());
        for (const write of lost) write.done(gone());
      },
      async plug() {
        isPlugged = true;
      },
      holdOff(held) {
        isHeld = held;
        flush();
      },
      close: async () => undefined,
    },
  };
}
