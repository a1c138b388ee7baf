/**
 * Builds what people open: the screens (renderer/ → out/renderer/, served by the host) and, with `npm run build`, the
 * bundles of the desktop shell (out/electron/).
 */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileMessages } from './compile-messages.ts';
import { fingerprint } from './fingerprint.ts';
import { projectRoot } from './project-root.ts';
import { runScript, toolPath } from './run-tool.ts';

const rendererOutput = path.join(projectRoot, 'out', 'renderer');
const stampPath = path.join(rendererOutput, '.build-stamp');
const INPUTS = ['renderer/**/*', 'core/**/*.ts', 'native/**/*.ts', 'package-lock.json'];
const isLeftOut = (file: string) => file.startsWith('renderer/lib/messages/') || file.startsWith('core/cli/') || file.endsWith('.test.ts');

/**
 * Brings out/renderer/ up to date: compiles the messages and builds the screens. When nothing changed since the last build
 * it only compares file times, a few tens of milliseconds. A build under way leaves the former one in place to the end.
 * @returns the folder with the built pages, absolute, and whether it was built now.
 * @throws Error when the screens do not build.
 */
export async function buildRenderer(): Promise<{ readonly folder: string; readonly kind: 'built' | 'unchanged' }> {
  const current = fingerprint(projectRoot, INPUTS, isLeftOut);
  if (existsSync(stampPath) && readFileSync(stampPath, 'utf8') === current) return { folder: rendererOutput, kind: 'unchanged' };
  await compileMessages();
  // Taken anew: the first compilation of a fresh clone leaves files of its own beside the catalogues' settings.
  const compiled = fingerprint(projectRoot, INPUTS, isLeftOut);
  const nextOutput = `${rendererOutput}.${process.pid}`;
  try {
    const { build } = await import('vite');
    await build({
      configFile: path.join(projectRoot, 'renderer', 'vite.config.ts'),
      configLoader: 'native',
      logLevel: 'warn',
      build: { outDir: nextOutput, emptyOutDir: true },
    });
    writeFileSync(path.join(nextOutput, '.build-stamp'), compiled);
    rmSync(rendererOutput, { recursive: true, force: true });
    renameSync(nextOutput, rendererOutput);
  } finally {
    rmSync(nextOutput, { recursive: true, force: true });
  }
  return { folder: rendererOutput, kind: 'built' };
}

/**
 * The built screens for a host that must open: when a change does not build, the former screens are served and `warn` hears why.
 * @throws Error when the screens do not build and never did.
 */
export async function pagesToServe(warn: (line: string) => void): Promise<string> {
  try {
    return (await buildRenderer()).folder;
  } catch (error) {
    if (!existsSync(stampPath)) throw error;
    warn(`The screens do not build; the former ones are served. ${error instanceof Error ? error.message : String(error)}`);
    return rendererOutput;
  }
}

/** Bundles main, preload and host process of the desktop shell; needs no Electron binary. */
export async function buildElectron(): Promise<number> {
  const config = path.join('electron', 'electron.vite.config.ts');
  const { code } = await runScript(toolPath('electron-vite', 'electron-vite'), ['build', '-c', config], { output: 'show' });
  return code;
}

if (import.meta.main) {
  const { folder, kind } = await buildRenderer();
  process.stdout.write(`${path.relative(projectRoot, folder)}: ${kind}\n`);
  process.exitCode = await buildElectron();
}
