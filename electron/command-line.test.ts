import { expect, test } from 'vitest';
import { DEFAULT_PORT, readCommandLine } from './command-line.ts';

test('without a word the store lies in the default folder, on the fixed port, for this machine alone', () => {
  expect(readCommandLine([], '/user/store')).toEqual({
    host: { data: '/user/store', port: DEFAULT_PORT, lan: false, demo: false },
    workplaces: [],
  });
});

test('folder, port, network, demo and workplaces are read among switches of Chromium', () => {
  const args = ['--no-sandbox', '--data', '/d', '--port=0', '--lan', '--demo', '--workplace=kiosk', '--workplace', 'lobby', '--lang=zh-CN'];
  expect(readCommandLine(args, '/user/store')).toEqual({
    host: { data: '/d', port: 0, lan: true, demo: true },
    workplaces: ['kiosk', 'lobby'],
  });
});

test.each(['99999', '-1', 'x', ''])('a port of "%s" is passed over', (port) => {
  expect(readCommandLine([`--port=${port}`], '/d').host.port).toBe(DEFAULT_PORT);
});
