/** The shell's way to hand a port over (electron) and the page's way to take it (renderer), on one real MessageChannel. */
import { EventEmitter } from 'node:events';
import { afterEach, expect, test, vi } from 'vitest';
import { type PageWindow, relayPorts } from '../../electron/port-relay.ts';
import { receivePorts } from '../../renderer/lib/link/carrier.ts';

/** As much of a browser's window as both sides use; its messages arrive at once. */
class PageStandIn extends EventTarget implements PageWindow {
  readonly location = { origin: 'http://127.0.0.1:8710' };
  readonly document = { readyState: 'complete' } as const;

  postMessage(data: string, _origin: string, ports: MessagePort[]): void {
    this.dispatchEvent(Object.assign(new Event('message'), { data, ports, source: this }));
  }
}

afterEach(() => vi.unstubAllGlobals());

test('the page takes the port of the shell, and what it says into it arrives at the other end', async () => {
  const page = new PageStandIn();
  vi.stubGlobal('window', page);
  const { port1: hostEnd, port2: pageEnd } = new MessageChannel();
  const shell = new EventEmitter();
  relayPorts(shell, page);
  const received: MessagePort[] = [];
  const stop = receivePorts((port) => received.push(port));
  shell.emit('tingtai-port', { ports: [pageEnd] });
  stop();
  expect(received).toEqual([pageEnd]);

  const heard = new Promise((resolve) => hostEnd.addEventListener('message', ({ data }) => resolve(data), { once: true }));
  hostEnd.start();
  received[0]?.postMessage('queue.board');
  expect(await heard).toBe('queue.board');
  hostEnd.close();
});
