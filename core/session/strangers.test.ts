import { expect, test } from 'vitest';
import { createStrangers } from './strangers.ts';

const RULE = { limit: 3, lockMs: 1000 };

test('a name nobody has is counted and locked as an account is', () => {
  const strangers = createStrangers(RULE);
  expect(strangers.attempts('nobody')).toEqual({ wrongPasswords: 0, lockedUntil: null });
  expect([1, 2, 3, 4].map((now) => strangers.count('nobody', now))).toEqual([
    { wrongPasswords: 1, lockedUntil: null },
    { wrongPasswords: 2, lockedUntil: null },
    { wrongPasswords: 0, lockedUntil: 1003 },
    { wrongPasswords: 1, lockedUntil: null },
  ]);
  expect(strangers.attempts('somebody').wrongPasswords).toBe(0);
});

test('of more names than are kept, the one tried longest ago is forgotten', () => {
  const strangers = createStrangers(RULE, 2);
  for (const name of ['first', 'second', 'first', 'third']) strangers.count(name, 0);
  expect(['first', 'second', 'third'].map((name) => strangers.attempts(name).wrongPasswords)).toEqual([2, 0, 1]);
});
