import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import type { ToHost } from './host-messages.ts';
import { type PagePort, type StartHost, serveShell } from './host-side.ts';

const SETTINGS = { data: '/store', port: 8710, lan: false, demo: true };

/** The process's line to the shell, a page's port, and a record of all that happened, in order. */
function setUp(startHost: StartHost) {
  const happened: string[] = [];
  const line = Object.assign(new EventEmitter(), { postMessage: (message: unknown) => void happened.push(JSON.stringify(message)) });
  serveShell(line, startHost, (code) => happened.push(`exit ${code}`));
  const says = async (message: ToHost, ports: readonly PagePort[] = []) => {
    line.emit('message', { data: message, ports });
    await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const port = (): PagePort =>
    Object.assign(new EventEmitter(), {
      postMessage: () => undefined,
      start: () => void happened.push('port started'),
      close: () => void happened.push('port closed'),
    });
  return { happened, says, port };
}

test('the host starts with the settings, takes a port before its messages flow, and exits when it has closed', async () => {
  const { happened, says, port } = setUp(async ({ data, keyStore }) => {
    happened.push(`started ${data} ${keyStore === undefined ? 'without' : 'with'} key store`);
    return {
      url: 'http://127.0.0.1:8710',
      attach: () => void happened.push('attached'),
      close: async () => void happened.push('closed'),
    };
  });
  await says({ kind: 'start', settings: SETTINGS, keySecret: new Uint8Array(32) });
  await says({ kind: 'attach' }, [port()]);
  await says({ kind: 'close' });
  expect(happened).toEqual([
    'started /store with key store',
    '{"kind":"ready","url":"http://127.0.0.1:8710"}',
    'attached',
    'port started',
    'closed',
    'exit 0',
  ]);
});

test('a host that cannot start says why and ends its process', async () => {
  const { happened, says } = setUp(async () => {
    throw new Error('the data folder is in use');
  });
  await says({ kind: 'start', settings: SETTINGS, keySecret: null });
  expect(happened).toEqual(['{"kind":"failed","message":"the data folder is in use"}', 'exit 1']);
});

test('a port without a host is closed, so that its page knows', async () => {
  const { happened, says, port } = setUp(async () => {
    throw new Error('never started');
  });
  await says({ kind: 'attach' }, [port()]);
  expect(happened).toEqual(['port closed']);
});

test('a host that cannot close ends its process as a crash does', async () => {
  const { happened, says } = setUp(async () => ({
    url: 'http://127.0.0.1:8710',
    attach: () => undefined,
    close: () => Promise.reject(new Error('disk gone')),
  }));
  await says({ kind: 'start', settings: SETTINGS, keySecret: null });
  await says({ kind: 'close' });
  expect(happened.at(-1)).toBe('exit 1');
});
