import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type PageWindow, relayPorts } from './port-relay.ts';

function setUp() {
  const sent: string[] = [];
  const exposed: [string, unknown][] = [];
  const posted: { readonly message: string; readonly origin: string; readonly ports: readonly MessagePort[] }[] = [];
  const listeners: ((event: { source: unknown; data: unknown }) => void)[] = [];
  const source = Object.assign(new EventEmitter(), { send: (channel: string) => void sent.push(channel) });
  const page: PageWindow = {
    location: { origin: 'http://127.0.0.1:8710' },
    addEventListener: (_type, listener) => void listeners.push(listener),
    postMessage: (message, origin, ports) => void posted.push({ message, origin, ports }),
  };
  relayPorts(source, { exposeInMainWorld: (name, value) => void exposed.push([name, value]) }, page);
  const pageHears = (from: unknown, data: unknown) => {
    for (const listener of listeners) listener({ source: from, data });
  };
  return { source, page, pageHears, sent, exposed, posted };
}

test('the page sees nothing of the shell but the mark', () => {
  expect(setUp().exposed).toEqual([['tingtaiPort', true]]);
});

test('only the request for a port, and only of the page itself, reaches the shell', () => {
  const { page, pageHears, sent } = setUp();
  pageHears(page, { kind: 'open', path: '/etc/passwd' });
  pageHears(page, 'tingtai-port');
  pageHears({ other: 'window' }, 'tingtai-port-wanted');
  expect(sent).toEqual([]);
  pageHears(page, 'tingtai-port-wanted');
  expect(sent).toEqual(['tingtai-port-wanted']);
});

test('a port of the shell goes to the page, for its own origin only', () => {
  const { source, posted } = setUp();
  const { port1 } = new MessageChannel();
  source.emit('tingtai-port', { ports: [port1] });
  source.emit('tingtai-port', { ports: [] });
  expect(posted).toEqual([{ message: 'tingtai-port', origin: 'http://127.0.0.1:8710', ports: [port1] }]);
  port1.close();
});
