/** The page's way to ask for its port (renderer) and the shell's way to hand it over (electron), on one real MessageChannel. */
import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { type PageWindow, relayPorts } from '../../electron/port-relay.ts';
import { askForPort, isDesktopShell, receivePorts } from '../../renderer/lib/link/carrier.ts';

/** As much of a browser's window as both sides use; its messages arrive at once. */
class PageStandIn extends EventTarget {
  readonly location = { origin: 'http://127.0.0.1:8710' };

  postMessage(data: unknown, _origin: string, ports: MessagePort[] = []): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: this }));
  }
}

afterEach(() => vi.unstubAllGlobals());

test('a page that asks gets a port, and what it says into it arrives at the other end', async () => {
  const page = new PageStandIn();
  vi.stubGlobal('window', page);
  vi.stubGlobal('location', page.location);
  const { port1: hostEnd, port2: pageEnd } = new MessageChannel();
  const shell = Object.assign(new EventEmitter(), {
    send: () => void shell.emit('tingtai-port', { ports: [pageEnd] }),
  });
  // An EventTarget is a window in what the relay uses of it; its listener type is only wider.
  relayPorts(shell, { exposeInMainWorld: (name, value) => void Object.assign(page, { [name]: value }) }, page as unknown as PageWindow);

  expect(isDesktopShell()).toBe(true);
  const received: MessagePort[] = [];
  const stop = receivePorts((port) => received.push(port));
  askForPort();
  stop();
  expect(received).toEqual([pageEnd]);

  const heard = new Promise((resolve) => hostEnd.addEventListener('message', ({ data }) => resolve(data), { once: true }));
  hostEnd.start();
  received[0]?.postMessage('queue.board');
  expect(await heard).toBe('queue.board');
  hostEnd.close();
});
