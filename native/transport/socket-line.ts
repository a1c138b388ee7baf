import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createEvent } from '../event.ts';
import type { SimulatorLine } from './transport.ts';

/** A cable made of a TCP port on the loopback, for systems without pseudo-terminals and for tests of TCP devices. */
export async function openSocketLine(): Promise<SimulatorLine> {
  const data = createEvent<Uint8Array>();
  const sockets = new Set<Socket>();
  let held = false;
  const server = createServer({ noDelay: true }, (socket) => {
    sockets.add(socket);
    socket.on('data', (chunk: Buffer) => data.emit(new Uint8Array(chunk)));
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (held) socket.pause();
  });

  async function listen(port: number): Promise<number> {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('loopback server has no port');
    return address.port;
  }

  async function unplug(): Promise<void> {
    if (!server.listening) return;
    const stopped = once(server, 'close');
    server.close();
    // A reset, not an orderly end: what a serial server sends when its power goes.
    for (const socket of sockets) socket.resetAndDestroy();
    await stopped;
  }

  const port = await listen(0);
  return {
    settings: { type: 'tcp', host: '127.0.0.1', port },
    write(bytes) {
      for (const socket of sockets) socket.write(bytes);
    },
    onData: (listener) => data.subscribe(listener),
    isPlugged: () => server.listening,
    unplug,
    async plug() {
      if (!server.listening) await listen(port);
    },
    holdOff(next) {
      held = next;
      for (const socket of sockets) {
        if (next) socket.pause();
        else socket.resume();
      }
    },
    close: unplug,
  };
}
