import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

const PATTERNS = ['screens/**/*'];
let root: string;

function write(file: string, text: string, modifiedAtSeconds = 1000): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
  utimesSync(path.join(root, file), modifiedAtSeconds, modifiedAtSeconds);
}

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'fingerprint-'));
  write('screens/a.ts', 'one');
  write('screens/deep/b.ts', 'two');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test('the same files have the same fingerprint', () => {
  expect(fingerprint(root, PATTERNS)).toBe(fingerprint(root, PATTERNS));
});

test.each([
  ['a longer file', () => write('screens/a.ts', 'longer')],
  ['a file written again', () => write('screens/a.ts', 'one', 2000)],
  ['a new file', () => write('screens/deep/c.ts', '')],
  ['a missing file', () => rmSync(path.join(root, 'screens/a.ts'))],
])('%s changes the fingerprint', (_, change) => {
  const before = fingerprint(root, PATTERNS);
  change();
  expect(fingerprint(root, PATTERNS)).not.toBe(before);
});

test('files left out and files outside the patterns do not count', () => {
  const before = fingerprint(root, PATTERNS, (file) => file === 'screens/deep/b.ts');
  write('screens/deep/b.ts', 'changed');
  write('elsewhere/a.ts', 'new');
  expect(fingerprint(root, PATTERNS, (file) => file === 'screens/deep/b.ts')).toBe(before);
});
