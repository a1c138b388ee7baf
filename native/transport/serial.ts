import { SerialPort } from 'serialport';
import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { LineOptions, Transport } from './transport.ts';

/**
 * A serial port (or pseudo-terminal) at 8N1.
 * @param path Device file or COM name.
 * Hang-up-on-close is off because dropping DTR resets some printers and readers.
 */
export function createSerialTransport(path: string, line: LineOptions): Transport {
  const data = createEvent<Uint8Array>();
  const closed = createEvent<DeviceError>();
  const flowControl = line.flowControl ?? 'none';
  const port = new SerialPort({
    path,
    baudRate: line.baudRate,
    dataBits: 8,
    parity: 'none',
    stopBits: 1,
    hupcl: false,
    xon: flowControl === 'xon-xoff',
    xoff: flowControl === 'xon-xoff',
    rtscts: flowControl === 'rts-cts',
    autoOpen: false,
  });
  const offline = (message: string, cause?: unknown) => new DeviceError('device/offline', `${path}: ${message}`, { path }, cause);
  let ended = false;
  let opening: Promise<void> | null = null;

  const hangUp = (cause: unknown) => {
    if (ended) return;
    ended = true;
    closed.emit(offline('line went down', cause));
  };
  // Without a data listener the port never reads, and then never notices that it was unplugged.
  port.on('data', (chunk: Buffer) => data.emit(new Uint8Array(chunk)));
  port.on('close', hangUp);
  port.on('error', (error) => {
    // An error of an open port (a failed read) leaves it half dead; the link makes a new one.
    if (port.isOpen) port.close(() => hangUp(error));
  });

  async function open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      port.open((error) => (error ? reject(offline(error.message, error)) : resolve()));
    });
    if (ended) throw offline('closed while opening');
    await raiseModemLines(port);
  }

  return {
    open() {
      opening = open();
      return opening;
    },
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (ended || !port.isOpen) {
          reject(offline('not open'));
          return;
        }
        const fail = (error: Error) => reject(offline(error.message, error));
        // A line that dies under a write held by flow control calls neither callback back.
        const unsubscribe = closed.subscribe(fail);
        const settle = (error: Error | null | undefined) => {
          unsubscribe();
          if (error) fail(error);
          else resolve();
        };
        port.write(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), (error) => {
          if (error) settle(error);
          else if (!port.isOpen) settle(new Error('closed while writing'));
          else port.drain(settle);
        });
      });
    },
    onData: (listener) => data.subscribe(listener),
    onClose: (listener) => closed.subscribe(listener),
    async close() {
      ended = true;
      await opening?.catch(() => undefined); // The opener was told already.
      if (port.isOpen) await new Promise<void>((resolve) => port.close(() => resolve()));
    },
  };
}

/** DTR and RTS tell a unit that somebody listens; pseudo-terminals have none and refuse the request. */
async function raiseModemLines(port: SerialPort): Promise<void> {
  await new Promise<void>((resolve) => port.set({ dtr: true, rts: true }, () => resolve()));
}
