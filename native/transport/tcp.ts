import { createConnection } from 'node:net';
import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { Transport } from './transport.ts';

/** Longest wait for a serial server to accept, ms; the system's own limit is minutes. */
const CONNECT_TIMEOUT_MS = 3_000;
/** Idle time before the system probes whether the peer still lives, ms. */
const KEEP_ALIVE_MS = 5_000;

/** A raw TCP socket, as serial servers and network printers (port 9100) offer. */
export function createTcpTransport(host: string, port: number): Transport {
  const data = createEvent<Uint8Array>();
  const closed = createEvent<DeviceError>();
  const offline = (message: string, cause?: unknown) =>
    new DeviceError('device/offline', `${host}:${port}: ${message}`, { host, port }, cause);
  let socket: ReturnType<typeof createConnection> | null = null;
  let ended = false;

  return {
    open() {
      return new Promise((resolve, reject) => {
        if (ended) {
          reject(offline('closed before opening'));
          return;
        }
        const connection = createConnection({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: KEEP_ALIVE_MS });
        socket = connection;
        let failure: Error | undefined;
        let isOpen = false;
        connection.setTimeout(CONNECT_TIMEOUT_MS, () => connection.destroy(new Error('no answer to connect')));
        connection.on('connect', () => {
          connection.setTimeout(0);
          isOpen = true;
          resolve();
        });
        connection.on('data', (chunk: Buffer) => data.emit(new Uint8Array(chunk)));
        connection.on('end', () => connection.destroy());
        connection.on('error', (error) => {
          failure = error;
        });
        connection.on('close', () => {
          const error = offline(failure?.message ?? 'closed by peer', failure);
          reject(error);
          if (isOpen && !ended) closed.emit(error);
          ended = true;
        });
      });
    },
    write(bytes) {
      return new Promise((resolve, reject) => {
        if (!socket || ended || socket.destroyed) {
          reject(offline('not open'));
          return;
        }
        socket.write(bytes, (error) => (error ? reject(offline(error.message, error)) : resolve()));
      });
    },
    onData: (listener) => data.subscribe(listener),
    onClose: (listener) => closed.subscribe(listener),
    close() {
      ended = true;
      const connection = socket;
      if (!connection || connection.closed) return Promise.resolve();
      return new Promise((resolve) => {
        connection.once('close', () => resolve());
        connection.destroy();
      });
    },
  };
}
