import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

/** Stands in for npm: notes its arguments and leaves node_modules as `npm ci` would. */
const FAKE_NPM = `
import { appendFileSync, copyFileSync, mkdirSync } from 'node:fs';
appendFileSync('npm-calls.txt', process.argv.slice(2).join(' ') + '\\n');
if (process.env.NPM_FAILS) {
  console.error('npm error code ENOTFOUND\\nnpm error network request failed\\nnpm error A complete log of this run can be found in: x');
  process.exit(1);
}
mkdirSync('node_modules', { recursive: true });
copyFileSync('package-lock.json', 'node_modules/.package-lock.json');
`;

const lock = (version: string) =>
  JSON.stringify({
    packages: {
      '': { name: 'house' },
      'node_modules/zod': { version, integrity: `sha512-${version}` },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
    },
  });

let root: string;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'launch-'));
  mkdirSync(path.join(root, 'core', 'cli'), { recursive: true });
  cpSync(path.join(import.meta.dirname, 'launch.mjs'), path.join(root, 'core', 'cli', 'launch.mjs'));
  write('package.json', '{"type":"module"}');
  write('package-lock.json', lock('1.0.0'));
  write('npm-cli.js', FAKE_NPM);
  write(
    'script.ts',
    'const code: number = Number(process.argv[2] ?? 0);\nconsole.log(process.argv.slice(2).join("|"));\nprocess.exitCode = code;\n',
  );
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string) => writeFileSync(path.join(root, file), text);
const npmCalls = () =>
  existsSync(path.join(root, 'npm-calls.txt')) ? readFileSync(path.join(root, 'npm-calls.txt'), 'utf8').trim().split('\n') : [];

/** Node options that make the launcher believe it runs on another version. */
const pretend = (version: string) => [
  '--import',
  `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`,
];

function start(args: readonly string[], nodeOptions: readonly string[] = [], env: Readonly<Record<string, string>> = {}): ChildProcess {
  return spawn(process.execPath, [...nodeOptions, path.join('core', 'cli', 'launch.mjs'), ...args], {
    cwd: root,
    env: { ...process.env, npm_execpath: path.join(root, 'npm-cli.js'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function launch(args: readonly string[], nodeOptions: readonly string[] = [], env: Readonly<Record<string, string>> = {}) {
  const child = start(args, nodeOptions, env);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => {
    stdout += String(chunk);
  });
  child.stderr?.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, stdout, stderr };
}

test('a fresh checkout is installed once, and its script gets arguments and passes its exit code on', async () => {
  const first = await launch(['script.ts', '7', 'two words']);
  expect(first).toMatchObject({ code: 7, stdout: '7|two words\n', stderr: expect.stringMatching(/^Setting up .*\n$/) });
  const second = await launch(['script.ts', '3']);
  expect(second).toEqual({ code: 3, stdout: '3\n', stderr: '' });
  expect(npmCalls()).toEqual([expect.stringMatching(/^ci --no-audit --no-fund/)]);
});

test('a changed lock file is installed before the script runs', async () => {
  await launch(['script.ts']);
  write('package-lock.json', lock('1.1.0'));
  await launch(['script.ts']);
  expect(npmCalls()).toHaveLength(2);
});

test('packages that somebody installed by hand from this lock file are taken as they are', async () => {
  mkdirSync(path.join(root, 'node_modules'));
  const installed = JSON.parse(lock('1.0.0'));
  delete installed.packages['node_modules/other-platform'];
  write('node_modules/.package-lock.json', JSON.stringify(installed));
  expect(await launch(['script.ts'])).toMatchObject({ code: 0, stderr: '' });
  expect(npmCalls()).toEqual([]);
});

test('packages installed by hand from another lock file are replaced', async () => {
  mkdirSync(path.join(root, 'node_modules'));
  write('node_modules/.package-lock.json', lock('0.9.0'));
  await launch(['script.ts']);
  expect(npmCalls()).toHaveLength(1);
});

test('a failed installation says what npm said, without a stack trace, and is tried again next time', async () => {
  const failed = await launch(['script.ts'], [], { NPM_FAILS: '1' });
  expect(failed).toMatchObject({ code: 1, stdout: '' });
  expect(failed.stderr.split('\n').slice(1)).toEqual([
    'Setting up failed. npm said:',
    'npm error code ENOTFOUND',
    'npm error network request failed',
    '',
  ]);
  expect(await launch(['script.ts'])).toMatchObject({ code: 0 });
});

test('Node older than 20 is refused in one friendly line', async () => {
  const { code, stderr } = await launch(['script.ts'], pretend('18.20.0'));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Tingtai needs Node 20 or newer; .*\n$/);
  expect(npmCalls()).toEqual([]);
});

test('Node 20 on a machine without a packaged Node 24 is told to install it', async () => {
  await launch(['script.ts']);
  const { code, stderr } = await launch(['script.ts'], pretend('20.20.2'));
  expect(code).toBe(1);
  expect(stderr).toMatch(/^Tingtai runs on Node 24, .*\n$/);
});

test.each(['SIGINT', 'SIGTERM'] as const)('%s reaches the script exactly once, however often it is repeated at once', async (signal) => {
  write(
    'waits.ts',
    `let seen = 0;\nprocess.on('${signal}', () => { seen += 1; if (seen === 1) setTimeout(() => process.exit(40 + seen), 150); });\nconsole.log('ready');\nsetInterval(() => {}, 1000);\n`,
  );
  const child = start(['waits.ts']);
  if (child.stdout === null) throw new Error('the launcher has no output');
  await once(child.stdout, 'data');
  child.kill(signal);
  child.kill(signal);
  const [code] = await once(child, 'close');
  expect(code).toBe(41);
});
