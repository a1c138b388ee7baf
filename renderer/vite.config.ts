import { globSync } from 'node:fs';
import path from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/**
 * Builds the screens into out/renderer/. The pages are served under a strict content security policy, so nothing may end up
 * inline: no preload polyfill script, no asset as a data URL. Every index.html of renderer/ or of a workplace folder is a page.
 */
export default defineConfig({
  root,
  plugins: [svelte({ configFile: false })],
  build: {
    outDir: path.join(root, '..', 'out', 'renderer'),
    emptyOutDir: true,
    target: 'chrome120',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: globSync(['index.html', '*/index.html'], { cwd: root }).map((page) => path.join(root, page)) },
  },
});
