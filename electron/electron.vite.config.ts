/**
 * Bundles the shell into out/electron/: main.js and host-entry.js (ES modules) and preload.cjs. The screens are built elsewhere
 * (core/cli/build.ts); packages stay outside the bundle, so that native modules are loaded from node_modules as they are.
 */
import path from 'node:path';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = path.resolve(import.meta.dirname, '..');
const outDir = path.join(root, 'out', 'electron');
const entry = (name: string) => path.join(root, 'electron', name);

/**
 * Keeps `import.meta` of the store host's modules pointing at their source places, so that data files beside the code
 * (migrations, voice clips, built pages) are found from the bundle without copies. The package carries those files at the same
 * places. The bundle is flat for this: every file of it lies directly in out/electron/. A module that starts a worker thread
 * keeps the bundle's place instead: its worker is code, and an entry below.
 */
function keepSourcePlaces(): Plugin {
  return {
    name: 'tingtai:keep-source-places',
    transform(code, id) {
      const place = path.relative(root, id).split(path.sep).join('/');
      if (!/^(core|db|native)\/.*\.ts$/.test(place) || !code.includes('import.meta.') || code.includes('new Worker(')) return null;
      const file = (relative: string) => `new URL('../../${relative}', import.meta.url)`;
      const local = (relative: string) => `process.getBuiltinModule('node:url').fileURLToPath(${file(relative)})`;
      const replaced = code.replace(/\bimport\.meta\.(url|filename|dirname|main)\b/g, (_whole, property: string) => {
        if (property === 'main') return 'false';
        if (property === 'url') return `${file(place)}.href`;
        return local(property === 'filename' ? place : path.posix.dirname(place));
      });
      return { code: replaced, map: null };
    },
  };
}

export default defineConfig({
  main: {
    root,
    plugins: [keepSourcePlaces()],
    build: {
      outDir,
      emptyOutDir: true,
      rolldownOptions: {
        input: {
          main: entry('main.ts'),
          'host-entry': entry('host-entry.ts'),
          'integrity-worker': path.join(root, 'core', 'store', 'integrity-worker.ts'),
        },
        output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    root,
    build: {
      outDir,
      // The main bundle, built just before, lies in the same folder.
      emptyOutDir: false,
      rolldownOptions: {
        input: { preload: entry('preload.ts') },
        // A sandboxed preload is a CommonJS script; it cannot be an ES module (Electron manual, "ES Modules").
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
});
