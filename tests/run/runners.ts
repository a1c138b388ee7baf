/**
 * The three runners of `npm test`. Each shows its own progress and answers with a tally; one that does not get as far as a
 * report counts as one failure, so that a crash is never silence.
 */
import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { findElectron } from '../../core/cli/find-electron.ts';
import { projectRoot } from '../../core/cli/project-root.ts';
import { runScript, toolPath } from '../../core/cli/run-tool.ts';
import { findChromium } from '../e2e/chromium.ts';
import { type Tally, tallyPlaywright, tallyVitest } from './tally.ts';

const results = path.join(projectRoot, 'tests', 'results');

type Runner = {
  readonly name: string;
  readonly script: string;
  readonly args: readonly string[];
  readonly report: string;
  readonly read: (report: unknown) => Tally;
};

/** A filter may leave a runner without tests; without a filter that is a mistake. */
const filterArgs = (filters: readonly string[], flag: string) => (filters.length === 0 ? [] : [flag, ...filters]);

const skip = (name: string, reason: string): Tally => ({ passed: 0, failed: 0, skipped: [{ name, reason }] });
const fail = (name: string, reason: string): Tally => {
  process.stdout.write(`✗ ${name}: ${reason}\n`);
  return { passed: 0, failed: 1, skipped: [] };
};

async function run({ name, script, args, report, read }: Runner): Promise<Tally> {
  process.stdout.write(`\n── ${name}\n`);
  rmSync(report, { force: true });
  const { code } = await runScript(script, args, { output: 'show' });
  if (!existsSync(report)) return fail(name, `ended with code ${code} and without a report`);
  const tally = read(JSON.parse(readFileSync(report, 'utf8')));
  // A runner may fail for more than its tests: an unhandled rejection, a worker that did not end.
  return code !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

/** Unit tests beside the code, integration and fault tests. */
export function runVitest(filters: readonly string[]): Promise<Tally> {
  const report = path.join(results, 'vitest.json');
  const args = ['run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  return run({
    name: 'unit, integration and fault tests',
    script: toolPath('vitest', 'vitest'),
    args: [...args, ...filterArgs(filters, '--passWithNoTests')],
    report,
    read: tallyVitest,
  });
}

/** The walks through the store in a real Chromium. Without one they are skipped by name; where CI is set that is a failure. */
export async function runEndToEnd(filters: readonly string[]): Promise<Tally> {
  const name = 'end-to-end tests in Chromium';
  if (findChromium() === undefined) {
    const reason = 'no Chromium on this machine; install the package chromium or set CHROME_PATH';
    if (process.env.CI) return fail(name, reason);
    const files = globSync('tests/e2e/**/*.spec.ts', { cwd: projectRoot });
    return { passed: 0, failed: 0, skipped: files.map((file) => ({ name: file, reason })) };
  }
  const args = ['test', '--config', 'tests/e2e/playwright.config.ts', ...filterArgs(filters, '--pass-with-no-tests')];
  return run({
    name,
    script: toolPath('@playwright/test', 'playwright'),
    args,
    report: path.join(results, 'e2e.json'),
    read: tallyPlaywright,
  });
}

/** The desktop shell itself, where Electron's binary is installed: its package comes without one, `npx install-electron` fetches it. */
export async function runElectron(): Promise<Tally> {
  const name = 'the desktop shell in Electron';
  if (findElectron(projectRoot) === null) return skip(name, 'the Electron binary is not installed');
  return run({
    name,
    script: path.join(projectRoot, 'tests', 'electron', 'run.ts'),
    args: [],
    report: path.join(results, 'electron.json'),
    read: tallyPlaywright,
  });
}
