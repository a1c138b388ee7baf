import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findElectron } from './find-electron.ts';

let root: string;
let electron: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'tingtai-find-'));
  electron = path.join(root, 'node_modules', 'electron');
  mkdirSync(path.join(electron, 'dist'), { recursive: true });
  // What would download if it were loaded.
  writeFileSync(path.join(electron, 'index.js'), 'throw new Error("loaded");');
});
afterEach(() => rmSync(root, { recursive: true }));

test('an installed Electron is found where its path.txt says', () => {
  writeFileSync(path.join(electron, 'path.txt'), 'electron');
  writeFileSync(path.join(electron, 'dist', 'electron'), '');
  expect(findElectron(root, undefined)).toBe(path.join(electron, 'dist', 'electron'));
});

test('the package without its binary, or with a binary lost, is no Electron', () => {
  expect(findElectron(root, undefined)).toBeNull();
  writeFileSync(path.join(electron, 'path.txt'), 'electron');
  expect(findElectron(root, undefined)).toBeNull();
});

test("an Electron of one's own is found in the folder named for it, and only if it is there", () => {
  const own = path.join(root, 'own');
  expect(findElectron(root, own)).toBeNull();
  mkdirSync(own);
  writeFileSync(path.join(own, 'electron'), '');
  expect(findElectron(root, own)).toBe(path.join(own, 'electron'));
});

test('without the package there is no Electron', () => {
  rmSync(electron, { recursive: true });
  expect(findElectron(root, undefined)).toBeNull();
});
