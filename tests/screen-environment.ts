import type { Environment } from 'vitest/runtime';

/**
 * Runs the screens' unit tests as Vite builds for a browser, so that $state and $derived react, but in plain Node without a
 * document: what needs one is tested in a real browser, tests/e2e.
 */
export default {
  name: 'screen',
  viteEnvironment: 'client',
  setup: () => ({ teardown: () => undefined }),
} satisfies Environment;
