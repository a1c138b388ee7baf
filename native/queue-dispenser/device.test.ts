import { expect, test } from 'vitest';
import type { DeviceStatus } from '../registry/device.ts';
import { joinStatus } from './device.ts';

const online: DeviceStatus = { connection: 'online', conditions: [], lastError: null, since: 100 };
const offline: DeviceStatus = { connection: 'offline', conditions: [], lastError: { code: 'device/offline', at: 300 }, since: 300 };

test('a dispenser is as connected as the worse of its two lines, since that line was', () => {
  expect(joinStatus(online, offline)).toEqual(offline);
  expect(joinStatus(offline, online)).toEqual(offline);
  expect(joinStatus(online, { ...online, connection: 'connecting' }).connection).toBe('connecting');
});

test('a dispenser complains of what either part complains of, once each', () => {
  const printer: DeviceStatus = { ...online, conditions: ['paper-out', 'not-responding'], since: 200 };
  const joined = joinStatus({ ...online, conditions: ['not-responding'] }, printer);
  expect(joined.conditions).toEqual(['not-responding', 'paper-out']);
  expect(joined.since).toBe(200);
});

test('the last error is the later one', () => {
  const earlier: DeviceStatus = { ...online, lastError: { code: 'device/timeout', at: 200 } };
  expect(joinStatus(earlier, offline).lastError).toEqual({ code: 'device/offline', at: 300 });
  expect(joinStatus(offline, earlier).lastError).toEqual({ code: 'device/offline', at: 300 });
  expect(joinStatus(earlier, online).lastError).toEqual({ code: 'device/timeout', at: 200 });
});
