import { flushSync } from 'svelte';
import { expect, test } from 'vitest';
import { locale } from './locale.svelte.ts';
import { m } from './messages/messages.js';

test('a message shown on a screen changes with the language, without a reload', () => {
  const shown: string[] = [];
  const stop = $effect.root(() => {
    $effect(() => {
      shown.push(m.queue_ahead({ count: 3 }));
    });
  });
  flushSync();
  locale.set('en');
  flushSync();
  locale.set('zh-CN');
  flushSync();
  stop();
  expect(shown).toEqual(['前面还有 3 位', '3 ahead of you', '前面还有 3 位']);
});

test('a lent language ends when it is forgotten', () => {
  locale.set('zh-CN');
  locale.lend('en');
  expect(locale.current).toBe('en');
  locale.forget();
  expect(locale.current).toBe('zh-CN');
});
