import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

/** What the host's tests and the screens' tests share. Forks, not threads: native modules and child processes live in them. */
const shared = {
  pool: 'forks',
  setupFiles: path.join(import.meta.dirname, 'property-seed.ts'),
  testTimeout: 20_000,
  hookTimeout: 60_000,
} as const;

const LEFT_OUT = ['**/node_modules/**', 'out/**', 'tests/e2e/**', 'tests/electron/**'];

/** Unit tests beside the code, and tests/integration, tests/faults and tests/check. Playwright's *.spec.ts are not vitest's. */
export default defineConfig({
  root,
  test: {
    maxWorkers: 2,
    projects: [
      {
        root,
        test: {
          ...shared,
          name: 'host',
          environment: 'node',
          include: ['{core,db,native,electron,headoffice,tests}/**/*.test.ts'],
          exclude: LEFT_OUT,
        },
      },
      {
        root,
        plugins: [svelte({ configFile: false })],
        resolve: { conditions: [...defaultClientConditions] },
        test: {
          ...shared,
          name: 'screens',
          server: { deps: { inline: [/node_modules\/svelte\//] } },
          environment: path.join(import.meta.dirname, 'screen-environment.ts'),
          include: ['renderer/**/*.test.ts'],
          exclude: LEFT_OUT,
        },
      },
    ],
  },
});
