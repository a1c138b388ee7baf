import { expect, test } from 'vitest';
import type { DeviceView } from '../../core/devices/contract.ts';
import { countersOf, groupByCounter } from './device-groups.ts';

const device = (name: string, counter: number | null, more: Partial<DeviceView> = {}): DeviceView => ({
  name,
  counter,
  kind: 'PosPrinter',
  protocol: 'escpos-80',
  connectionText: 'simulator',
  connection: 'online',
  conditions: [],
  lastError: null,
  since: '2026-03-10T00:21:00.000Z',
  ...more,
});

test('counters come in order and the hall last', () => {
  const devices = [device('hall', null), device('b', 10), device('a', 2)];
  expect(groupByCounter(devices).map(({ counter }) => counter)).toEqual([2, 10, null]);
  expect(countersOf(devices)).toEqual([2, 10]);
});

test('within a counter the device that needs a hand most comes first', () => {
  const devices = [
    device('well', 1),
    device('low paper', 1, { conditions: ['paper-near-end'] }),
    device('unplugged', 1, { connection: 'offline' }),
    device('no paper', 1, { conditions: ['paper-near-end', 'paper-out'] }),
  ];
  expect(groupByCounter(devices)[0]?.devices.map(({ name }) => name)).toEqual(['no paper', 'unplugged', 'low paper', 'well']);
});
