/**
 * `npm run check`: everything that can be judged without running the program. One line a step; a step that finds something
 * shows it and fails the whole. Nothing may warn.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { compileMessages } from '../../core/cli/compile-messages.ts';
import { projectRoot } from '../../core/cli/project-root.ts';
import { runScript, toolPath } from '../../core/cli/run-tool.ts';
import { compareDependencyRows, type Manifest } from './dependency-rows.ts';
import { findBreaches } from './import-walls.ts';
import { type Catalogue, compareCatalogues } from './messages.ts';

/** A step returns what it found, one finding or one tool's output an element; empty means clean. */
type Step = { readonly name: string; readonly find: () => Promise<readonly string[]> | readonly string[] };

const read = (file: string) => readFileSync(path.join(projectRoot, file), 'utf8');

/** Parses one of the project's own files; what is done with it checks the values. */
const readJson = <T>(file: string) => JSON.parse(read(file)) as T;

async function findByTool(packageName: string, command: string, args: readonly string[]): Promise<readonly string[]> {
  const { code, output } = await runScript(toolPath(packageName, command), args);
  return code === 0 ? [] : [output.trim() || `${command} ended with code ${code}`];
}

async function compile(): Promise<readonly string[]> {
  try {
    await compileMessages();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

const COMPILE: Step = { name: 'message catalogues compile', find: compile };

const STEPS: readonly Step[] = [
  {
    name: 'types of components',
    find: () =>
      findByTool('svelte-check', 'svelte-check', ['--tsconfig', 'renderer/tsconfig.json', '--fail-on-warnings', '--output', 'human']),
  },
  { name: 'types', find: () => findByTool('typescript', 'tsc', ['-p', '.']) },
  {
    name: 'format and lint',
    find: () => findByTool('@biomejs/biome', 'biome', ['ci', '.', '--error-on-warnings', '--colors=off', '--max-diagnostics=50']),
  },
  { name: 'import walls', find: async () => (await findBreaches(projectRoot)).map(({ wall, from, to }) => `${from} → ${to}  (${wall})`) },
  {
    name: 'message catalogues agree',
    find: () =>
      compareCatalogues(
        'zh-CN',
        readJson<Catalogue>('renderer/messages/zh-CN.json'),
        'en',
        readJson<Catalogue>('renderer/messages/en.json'),
      ),
  },
  {
    name: 'dependencies are explained',
    find: () => compareDependencyRows(readJson<Manifest>('package.json'), read('docs/dependencies.md')),
  },
];

/** Runs a step, shows its line and its findings. @returns whether it was clean */
async function run(step: Step): Promise<boolean> {
  const startedAt = performance.now();
  let findings: readonly string[];
  try {
    findings = await step.find();
  } catch (error) {
    findings = [String(error)];
  }
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const lines = [`${findings.length === 0 ? '✓' : '✗'} ${step.name} (${seconds} s)`, ...findings];
  process.stdout.write(`${lines.join('\n')}\n`);
  return findings.length === 0;
}

/** Runs steps in order, two at a time: the machines this runs on have two cores. */
async function runAll(steps: readonly Step[]): Promise<boolean> {
  const waiting = [...steps];
  let allClean = true;
  const work = async () => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      if (!(await run(step))) allClean = false;
    }
  };
  await Promise.all([work(), work()]);
  return allClean;
}

const compiled = await run(COMPILE);
const clean = (await runAll(STEPS)) && compiled;
process.stdout.write(clean ? 'Check: clean\n' : 'Check: findings above\n');
process.exitCode = clean ? 0 : 1;
