import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { type PageWindow, relayPorts } from './port-relay.ts';

function setUp(readyState: DocumentReadyState) {
  const posted: { readonly message: string; readonly origin: string; readonly ports: readonly MessagePort[] }[] = [];
  const onLoad: (() => void)[] = [];
  const source = new EventEmitter();
  const page: PageWindow = {
    location: { origin: 'http://127.0.0.1:8710' },
    document: { readyState },
    addEventListener: (_type, listener) => void onLoad.push(listener),
    postMessage: (message, origin, ports) => void posted.push({ message, origin, ports }),
  };
  relayPorts(source, page);
  const loads = () => {
    for (const listener of onLoad) listener();
  };
  return { source, posted, loads };
}

test('a page that has loaded gets each port at once, for its own origin only', () => {
  const { source, posted } = setUp('complete');
  const { port1, port2 } = new MessageChannel();
  source.emit('tingtai-port', { ports: [port1] });
  source.emit('tingtai-port', { ports: [port2] });
  expect(posted).toEqual([
    { message: 'tingtai-port', origin: 'http://127.0.0.1:8710', ports: [port1] },
    { message: 'tingtai-port', origin: 'http://127.0.0.1:8710', ports: [port2] },
  ]);
  port1.close();
});

test('a port that comes while the page loads waits for it, and only the newest is delivered, once', () => {
  const { source, posted, loads } = setUp('interactive');
  const { port1, port2 } = new MessageChannel();
  source.emit('tingtai-port', { ports: [port1] });
  source.emit('tingtai-port', { ports: [port2] });
  expect(posted).toEqual([]);
  loads();
  loads();
  expect(posted).toEqual([{ message: 'tingtai-port', origin: 'http://127.0.0.1:8710', ports: [port2] }]);
  port2.close();
});

test('a message without a port gives the page nothing', () => {
  const { source, posted } = setUp('complete');
  source.emit('tingtai-port', { ports: [] });
  expect(posted).toEqual([]);
});
