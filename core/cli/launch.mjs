/**
 * The door every command goes through: `node core/cli/launch.mjs <script.ts> [arguments…]`.
 *
 *   Node ≥ 20 (any) ── this file ── npm ci, when the lock file asks for it
 *                          └────── <script.ts> on Node ≥ 24, signals and exit code passed through
 *
 * Plain JavaScript with `node:` imports only, because it runs before anything is installed. The script needs Node 24: types
 * are stripped by Node itself, and the SQLite binding ends Node 20 with a segmentation fault instead of an error.
 * What it says goes to stderr; stdout belongs to the script (`npm run bench` prints JSON lines there).
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE_TO_LAUNCH = 20;
const OLDEST_NODE_TO_RUN = 24;
/** Repeats of a signal inside this span are one Ctrl-C that came both from the terminal and from npm. */
const SAME_SIGNAL_MS = 1000;

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');
const lockPath = path.join(root, 'package-lock.json');
const installedLockPath = path.join(root, 'node_modules', '.package-lock.json');
const lockHashPath = path.join(root, 'node_modules', '.tingtai-lock-hash');
const compileCachePath = path.join(root, 'node_modules', '.cache', 'tingtai-compiled');

/** Ends the launcher with one line for the person at the terminal. */
function refuse(line) {
  process.stderr.write(`${line}\n`);
  process.exit(1);
}

const majorOf = (version) => Number(version.split('.', 1)[0]);

/** SHA-256 of package-lock.json: names the exact set of packages this checkout wants. */
const lockHash = () => createHash('sha256').update(readFileSync(lockPath)).digest('hex');

/**
 * True when npm's own record of node_modules agrees with package-lock.json: same packages, same contents. Packages for
 * other platforms may be absent. Serves people who ran `npm ci` themselves.
 */
function installedByHand() {
  if (!existsSync(installedLockPath)) return false;
  const wanted = JSON.parse(readFileSync(lockPath, 'utf8')).packages;
  const installed = JSON.parse(readFileSync(installedLockPath, 'utf8')).packages;
  return Object.entries(wanted).every(([place, wantedPackage]) => {
    if (place === '') return true;
    const found = installed[place];
    if (found === undefined) return wantedPackage.optional === true || wantedPackage.devOptional === true || wantedPackage.peer === true;
    return found.version === wantedPackage.version && found.integrity === wantedPackage.integrity;
  });
}

function isInstalled() {
  if (!existsSync(lockPath)) refuse('package-lock.json is missing: this is not a complete checkout of Tingtai.');
  const hash = lockHash();
  if (existsSync(lockHashPath)) return readFileSync(lockHashPath, 'utf8').trim() === hash;
  if (!installedByHand()) return false;
  writeFileSync(lockHashPath, `${hash}\n`);
  return true;
}

/** npm as a command: the very npm that started us where it says so, otherwise the one on the PATH (npm.cmd needs a shell). */
function npmCommand() {
  const npmCli = process.env.npm_execpath;
  if (npmCli !== undefined && /npm-cli\.c?js$/.test(npmCli)) return { command: process.execPath, prefix: [npmCli], shell: false };
  return { command: 'npm', prefix: [], shell: process.platform === 'win32' };
}

/** What a person needs of npm's failure: its `npm error` lines without the pointers to log files. */
function gistOf(output) {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => /^npm (error|ERR!)/.test(line) && !/complete log of this run|npm-cache|_logs/i.test(line));
  return (errors.length > 0 ? errors : lines).slice(0, 6).join('\n');
}

/** Runs `npm ci`, quietly unless it fails; development packages are included because start, build and tests need them. */
async function install() {
  process.stderr.write('Setting up Tingtai: installing its packages, about a minute the first time …\n');
  const { command, prefix, shell } = npmCommand();
  const options = ['ci', '--no-audit', '--no-fund', '--include=dev', '--include=optional', '--loglevel=error'];
  const child = spawn(command, [...prefix, ...options], {
    cwd: root,
    shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ELECTRON_SKIP_BINARY_DOWNLOAD: '1' },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  const failure = await new Promise((resolve) => {
    child.once('error', (error) => resolve(`npm could not be started: ${error.message}`));
    child.once('close', (code) => resolve(code === 0 ? undefined : gistOf(output)));
  });
  if (failure !== undefined) refuse(`Setting up failed. npm said:\n${failure}`);
  writeFileSync(lockHashPath, `${lockHash()}\n`);
}

/** The Node that runs the scripts: this one when it is new enough, otherwise the one npm installed beside the packages. */
function findNode() {
  if (majorOf(process.versions.node) >= OLDEST_NODE_TO_RUN) return process.execPath;
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const folder = path.join(root, 'node_modules', `node-${platform}-${process.arch}`);
  const binary = ['bin/node', 'bin/node.exe', 'node.exe'].map((name) => path.join(folder, name)).find((candidate) => existsSync(candidate));
  return (
    binary ??
    refuse(
      `Tingtai runs on Node ${OLDEST_NODE_TO_RUN}, and there is no package of it for this machine (${process.platform} ${process.arch}). Please install Node ${OLDEST_NODE_TO_RUN} from https://nodejs.org and start again.`,
    )
  );
}

/**
 * The script's environment. Node keeps compiled modules, types stripped, from one run to the next: without it every start strips
 * them anew with a WebAssembly compiler that costs the store host about 30 MB for as long as it lives.
 */
const scriptEnvironment = () => ({ NODE_COMPILE_CACHE: compileCachePath, ...process.env });

/**
 * Runs the script to its end. In a terminal Ctrl-C reaches the script by itself, so it is not sent a second time: a second
 * signal could cut its clean shutdown. Without a terminal (npm, a supervisor, a test) the signal came to us alone.
 */
async function run(node, script, scriptArguments) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...scriptArguments], {
    stdio: 'inherit',
    env: scriptEnvironment(),
  });
  const hasTerminal = process.stdin.isTTY === true || process.stdout.isTTY === true;
  const lastSeen = new Map();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      const now = performance.now();
      const isRepeat = now - (lastSeen.get(signal) ?? Number.NEGATIVE_INFINITY) < SAME_SIGNAL_MS;
      lastSeen.set(signal, now);
      const reachedChildByItself = hasTerminal && signal !== 'SIGTERM';
      if (!isRepeat && !reachedChildByItself) child.kill(signal);
    });
  }
  return new Promise((resolve) => {
    child.once('error', (error) => refuse(`${node} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)));
  });
}

if (majorOf(process.versions.node) < OLDEST_NODE_TO_LAUNCH) {
  refuse(
    `Tingtai needs Node ${OLDEST_NODE_TO_LAUNCH} or newer; this is ${process.version}. Please install Node ${OLDEST_NODE_TO_RUN} from https://nodejs.org and start again.`,
  );
}
const [script, ...scriptArguments] = process.argv.slice(2);
if (script === undefined) refuse('usage: node core/cli/launch.mjs <script.ts> [arguments…]');
if (!isInstalled()) await install();
process.exitCode = await run(findNode(), path.resolve(root, script), scriptArguments);
