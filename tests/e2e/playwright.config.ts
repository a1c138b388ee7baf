import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { browserOptions } from './browser-options.ts';

const results = path.resolve(import.meta.dirname, '..', 'results');

/** Two spec files at a time, each with a store of its own; no second tries: a walk through the store passes or it does not. */
export default defineConfig({
  testDir: import.meta.dirname,
  testMatch: '**/*.spec.ts',
  globalSetup: path.join(import.meta.dirname, 'build-screens.ts'),
  outputDir: path.join(results, 'e2e'),
  workers: 2,
  retries: 0,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  // Patience for a loaded machine; what must be fast says so in its test.
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json', { outputFile: path.join(results, 'e2e.json') }]],
  use: {
    actionTimeout: 10_000,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: browserOptions,
  },
});
