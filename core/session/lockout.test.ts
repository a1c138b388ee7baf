import { expect, test } from 'vitest';
import { type Attempts, afterWrongPassword, lockedUntil } from './lockout.ts';

const rule = { limit: 5, lockMs: 900_000 };
const NOW = 1_000_000;
const fresh: Attempts = { wrongPasswords: 0, lockedUntil: null };

function wrong(times: number, from = fresh): Attempts {
  let attempts = from;
  for (let time = 0; time < times; time += 1) attempts = afterWrongPassword(attempts, rule, NOW);
  return attempts;
}

test('four wrong passwords are counted, the fifth locks', () => {
  expect(wrong(4)).toEqual({ wrongPasswords: 4, lockedUntil: null });
  expect(wrong(5)).toEqual({ wrongPasswords: 0, lockedUntil: NOW + rule.lockMs });
});

test('the lock ends at its time and the count begins anew', () => {
  const locked = wrong(5);
  expect(lockedUntil(locked, NOW + rule.lockMs - 1)).toBe(NOW + rule.lockMs);
  expect(lockedUntil(locked, NOW + rule.lockMs)).toBeNull();
  expect(wrong(4, locked)).toEqual({ wrongPasswords: 4, lockedUntil: null });
  expect(wrong(5, locked).lockedUntil).not.toBeNull();
});

test('an account never locked is not locked', () => {
  expect(lockedUntil(fresh, NOW)).toBeNull();
});
