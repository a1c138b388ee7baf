import { expect, test } from 'vitest';
import { chooseVoice } from './choose-voice.ts';

const voice = (lang: string, localService = true) => ({ lang, localService });

test.each(['zh-CN', 'zh_CN', 'zh', 'cmn', 'cmn-CN', 'zh-Hans-CN', 'zh-CN-liaoning'])('%s speaks Mandarin', (lang) => {
  expect(chooseVoice([voice('en-US'), voice(lang)], 'zh-CN')?.lang).toBe(lang);
});

test.each(['zh-HK', 'zh_MO', 'yue', 'yue-CN', 'en-US', 'ja-JP', ''])('%s does not', (lang) => {
  expect(chooseVoice([voice(lang)], 'zh-CN')).toBeUndefined();
});

test('a voice of this machine goes before one of the network, even from another region', () => {
  const local = voice('zh-TW');
  expect(chooseVoice([voice('zh-CN', false), local], 'zh-CN')).toBe(local);
});

test('mainland Mandarin goes before Taiwan, and a network voice is better than none', () => {
  expect(chooseVoice([voice('zh-TW'), voice('zh-CN')], 'zh-CN')?.lang).toBe('zh-CN');
  expect(chooseVoice([voice('zh-CN', false)], 'zh-CN')?.lang).toBe('zh-CN');
});

test('English takes any English voice, the right region first', () => {
  expect(chooseVoice([voice('en-GB'), voice('en-US'), voice('zh-CN')], 'en-US')?.lang).toBe('en-US');
  expect(chooseVoice([voice('en-GB'), voice('zh-CN')], 'en-US')?.lang).toBe('en-GB');
  expect(chooseVoice([], 'en-US')).toBeUndefined();
});
