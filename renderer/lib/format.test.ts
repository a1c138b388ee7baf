import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clockTime, hoursMinutes, isoDay, longDay, minutesSeconds, parseYuan, shortDay, yuan, yuanSign, yuanSpoken } from './format.ts';

test('money is written with two decimals and a true minus sign', () => {
  expect([0, 5, 2360, -2360].map(yuan)).toEqual(['0.00', '0.05', '23.60', '−23.60']);
  expect(yuanSign(2360)).toBe('￥23.60');
  expect([4100, 2360, 2305].map(yuanSpoken)).toEqual(['41', '23.6', '23.05']);
});

test('what money is written as reads back to the same fen', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_99 }), (fen) => parseYuan(yuan(fen)) === fen && parseYuan(yuanSpoken(fen)) === fen),
    { seed: 20260310 },
  );
});

test('typed yuan become fen by their digits, and what is no amount is refused', () => {
  expect(['59', '59.', '.5', '1.10', '５９．６', '1,000', '59。5'].map(parseYuan)).toEqual([5900, 5900, 50, 110, 5960, 100000, 5950]);
  for (const typed of ['', '.', '-1', '1.234', '1e3', '12345678901', '5 9']) expect(parseYuan(typed)).toBeNull();
});

test('durations are mm:ss, with hours once there are any, and never negative', () => {
  expect([0, 408, 4008, -5].map(minutesSeconds)).toEqual(['00:00', '06:48', '1:06:48', '00:00']);
  expect(hoursMinutes(11_520)).toEqual({ hours: 3, minutes: 12 });
});

test('instants are shown in the zone of the store, whatever the zone of the screen', () => {
  const instant = '2026-03-10T16:24:36.000Z';
  expect(clockTime(instant, 'Asia/Shanghai')).toBe('00:24:36');
  expect(isoDay(instant, 'Asia/Shanghai')).toBe('2026-03-11');
  expect(longDay(instant, 'Asia/Shanghai', 'zh-CN')).toBe('2026年3月11日 星期三');
  expect(shortDay(instant, 'Asia/Shanghai', 'zh-CN')).toBe('3月11日 星期三');
  expect(shortDay(instant, 'Asia/Shanghai', 'en')).toBe('Wednesday 11 March');
});
