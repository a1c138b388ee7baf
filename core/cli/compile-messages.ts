/**
 * Compiles the message catalogues renderer/messages/*.json into typed functions in renderer/lib/messages/ (git-ignored).
 * Run as a program it compiles and ends; `compileMessages` starts it so, because the inlang SDK holds a database in memory and
 * keeps timers alive after its work is done, up to half a minute in some versions.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fingerprint } from './fingerprint.ts';
import { projectRoot } from './project-root.ts';
import { runScript } from './run-tool.ts';

const outputFolder = path.join(projectRoot, 'renderer', 'lib', 'messages');
const stampPath = path.join(outputFolder, '.stamp');
const INPUTS = ['renderer/messages/*', 'renderer/project.inlang/settings.json', 'core/cli/compile-messages.ts', 'package-lock.json'];

/**
 * Brings the compiled messages up to date; does nothing when no catalogue changed since the last time.
 * @throws Error with the compiler's words when a catalogue cannot be compiled.
 */
export async function compileMessages(): Promise<void> {
  const current = fingerprint(projectRoot, INPUTS);
  if (stampIs(current)) return;
  const { code, output } = await runScript(import.meta.filename, []);
  // Paraglide reports an unreadable catalogue as a warning and writes empty messages; here that is a failure.
  if (code !== 0 || output.trim() !== '') throw new Error(`the message catalogues do not compile\n${output.trim()}`);
  writeFileSync(stampPath, current);
}

function stampIs(current: string): boolean {
  try {
    return readFileSync(stampPath, 'utf8') === current;
  } catch {
    return false; // never compiled on this machine
  }
}

if (import.meta.main) {
  const { compile } = await import('@inlang/paraglide-js');
  await compile({
    project: path.join(projectRoot, 'renderer', 'project.inlang'),
    outdir: outputFolder,
    // The language is held by renderer/lib/locale.svelte.ts, which replaces the getter at start.
    strategy: ['globalVariable', 'baseLocale'],
    outputStructure: 'locale-modules',
    emitTsDeclarations: true,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
    emitReadme: false,
  });
  process.exit(0);
}
