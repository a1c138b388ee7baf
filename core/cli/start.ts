/**
 * `npm start`: the demo store, opened. Electron shows it where its program is installed; otherwise the host runs here and
 * the browser shows it, where there is one.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { DEMO_PASSWORD, DEMO_STAFF } from '../demo/people.ts';
import { endOnUncaught } from '../host/end-on-uncaught.ts';
import { type StoreHost, startHost } from '../host.ts';
import { buildElectron, pagesToServe } from './build.ts';
import { findElectron } from './find-electron.ts';
import { openBrowser } from './open-browser.ts';
import { projectRoot } from './project-root.ts';
import { closeOnSignal, complain, fail, say } from './terminal.ts';

/** The desktop shell's own default, so that what a browser remembers is found again. */
const PREFERRED_PORT = 8710;
const DATA = path.join(projectRoot, 'demo-store');

try {
  const electron = findElectron(projectRoot);
  const pages = await pagesToServe(complain);
  if (electron) await runElectron(electron);
  else await runInBrowser(pages);
} catch (error) {
  fail(error);
}

async function runElectron(program: string): Promise<void> {
  const code = await buildElectron();
  if (code !== 0) throw new Error('The desktop shell could not be built; `npm run build` shows why.');
  const shell = spawn(program, [projectRoot, '--data', DATA, '--demo', '--port', String(PREFERRED_PORT)], { stdio: 'inherit' });
  shell.once('error', fail);
  shell.once('exit', (exitCode) => process.exit(exitCode ?? 0));
}

async function runInBrowser(pages: string): Promise<void> {
  let host: StoreHost | undefined;
  endOnUncaught({ log: complain, close: () => host?.close() });
  host = await startOnFreePort(pages);
  closeOnSignal(host, () => say('\nclosing the store …'));
  say('厅台 Tingtai: the demo store is open. The Electron program is not installed here, so a browser shows it.');
  say(`  console      ${host.url}/          accounts ${DEMO_STAFF.map(({ account }) => account).join(' ')}, password ${DEMO_PASSWORD}`);
  say(`  touch kiosk  ${host.url}/kiosk     hall display  ${host.url}/display     device bench  ${host.url}/devices`);
  say('  Ctrl-C closes the store.');
  say(`ready ${host.url}`);
  openBrowser(host.url);
}

/** The preferred port, or any free one when another program has it. */
async function startOnFreePort(pages: string): ReturnType<typeof startHost> {
  const options = { data: DATA, demo: true, pages, log: complain };
  try {
    return await startHost({ ...options, port: PREFERRED_PORT });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error;
    return startHost({ ...options, port: 0 });
  }
}
