import { expect, test } from 'vitest';
import { compareCatalogues } from './messages.ts';

test('catalogues with the same keys and parameters pass, in any order of parameters', () => {
  const chinese = { ahead: '前面 {count} 位，约 {minutes} 分钟' };
  const english = { ahead: 'About {minutes} minutes, {count} ahead' };
  expect(compareCatalogues('zh-CN', chinese, 'en', english)).toEqual([]);
});

test('a key missing on either side is named', () => {
  expect(compareCatalogues('zh-CN', { a: '甲' }, 'en', { b: 'B' })).toEqual(['en lacks a', 'zh-CN lacks b']);
});

test('a parameter that differs is named with both sides', () => {
  expect(compareCatalogues('zh-CN', { a: '第 {number} 号' }, 'en', { a: 'Number {count}' })).toEqual([
    'a takes {number} in zh-CN but {count} in en',
  ]);
});

test('empty texts, other values and stray braces are findings', () => {
  const findings = compareCatalogues('zh-CN', { a: ' ', b: 7, c: '{一}' }, 'en', { a: 'A', b: 'B', c: 'C' });
  expect(findings).toEqual(['zh-CN has no text for a', 'zh-CN has no text for b', 'zh-CN has a stray brace in c']);
});
