import { expect, test } from 'vitest';
import { bearerOf, isAllowedHost, isAllowedOrigin, isFromThisMachine, stationKeyOf } from './caller.ts';

test('a token is taken from a bearer header and nothing else', () => {
  expect(bearerOf('Bearer abc-DEF_123')).toBe('abc-DEF_123');
  for (const header of [
    null,
    '',
    'Bearer',
    'Bearer ',
    'Basic abc',
    'bearer abc',
    'Bearer a b',
    'Bearer a;b',
    ` Bearer abc`,
    `Bearer ${'a'.repeat(201)}`,
  ]) {
    expect(bearerOf(header)).toBeNull();
  }
});

test('a station key comes in its header or in its cookie', () => {
  expect(stationKeyOf({ 'x-station-key': 'k1' })).toBe('k1');
  expect(stationKeyOf({ cookie: 'a=b; tingtai-station=k2; c=d' })).toBe('k2');
  expect(stationKeyOf({ cookie: 'tingtai-station=k3' })).toBe('k3');
  expect(stationKeyOf({ 'x-station-key': 'k1', cookie: 'tingtai-station=k2' })).toBe('k1');
  for (const cookie of [undefined, '', 'not-tingtai-station=k', 'tingtai-station=', 'x=tingtai-station=k'])
    expect(stationKeyOf({ cookie })).toBeNull();
});

test('from this machine the host is reached by loopback names and addresses, not by a foreign name that leads here', () => {
  for (const host of ['127.0.0.1:7300', 'localhost:7300', '[::1]:7300', 'localhost', '192.168.1.5:7300'])
    expect(isAllowedHost(host, true)).toBe(true);
  for (const host of [undefined, '', 'store.example:7300', '127.0.0.1.example', 'localhost.example:80', '127.0.0.1.5.6', '[evil]:80']) {
    expect(isAllowedHost(host, true)).toBe(false);
  }
});

test('from the network any name may, the station key decides', () => {
  expect(isAllowedHost('store.example:7300', false)).toBe(true);
});

test('loopback addresses are this machine, but not what a proxy on it passes on', () => {
  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1']) expect(isFromThisMachine(address, {})).toBe(true);
  for (const address of [undefined, '', '192.168.1.5', '::ffff:10.0.0.7', '127.0.0.10']) expect(isFromThisMachine(address, {})).toBe(false);
  for (const header of ['x-forwarded-for', 'forwarded', 'via'])
    expect(isFromThisMachine('127.0.0.1', { [header]: '203.0.113.9' })).toBe(false);
});

test('pages of the host itself and callers that are no pages are heard, others are not', () => {
  expect(isAllowedOrigin(undefined, '127.0.0.1:7300')).toBe(true);
  expect(isAllowedOrigin('http://127.0.0.1:7300', '127.0.0.1:7300')).toBe(true);
  for (const origin of [
    'null',
    'http://127.0.0.1:7301',
    'http://localhost:7300',
    'http://evil.example',
    'http://127.0.0.1:7300.evil.example',
    '',
  ]) {
    expect(isAllowedOrigin(origin, '127.0.0.1:7300')).toBe(false);
  }
});
