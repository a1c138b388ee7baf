/**
 * The desktop shell put together. It knows no business: it starts the store host, shows its pages, and ends both in order.
 *
 *   app ready ─▶ key secret ─▶ host process ─ready─▶ windows, each with one MessagePort to the host
 *   second instance ─▶ focuses the first     last window closed, quit ─▶ host closes (≤ 5 s) ─▶ exit
 */
import path from 'node:path';
import { readCommandLine } from './command-line.ts';
import type { ElectronParts } from './electron-parts.ts';
import { createHostProcess, type HostProcess } from './host-process.ts';
import { openKeySecret } from './key-store.ts';
import { menuTemplate } from './menu.ts';
import { guardSession } from './page-guard.ts';
import { shellTexts } from './shell-texts.ts';
import type { Timers } from './timers.ts';
import { createWindowBounds } from './window-bounds.ts';
import { createWindows } from './windows.ts';

export type Surroundings = {
  /** Command line without the program's own path. */
  readonly args: readonly string[];
  /** Folder of the built main.js, preload.cjs and host-entry.js, absolute. */
  readonly folder: string;
  readonly timers: Timers;
  /** One line for the program's log. */
  readonly log: (line: string) => void;
};

/** Starts the program, or hands over to the instance that runs already. Resolves when the host has been started. */
export async function runShell(electron: ElectronParts, { args, folder, timers, log }: Surroundings): Promise<void> {
  const { app } = electron;
  if (!app.requestSingleInstanceLock()) return app.quit();
  app.enableSandbox();

  const userFolder = app.getPath('userData');
  const { host: settings, workplaces } = readCommandLine(args, path.join(userFolder, 'store'));
  let hostProcess: HostProcess | undefined;
  const windows = createWindows({
    electron,
    timers,
    preload: path.join(folder, 'preload.cjs'),
    bounds: createWindowBounds(path.join(userFolder, 'windows.json')),
    connect: (page) => hostProcess?.connect(page) ?? false,
  });

  app.on('second-instance', (_event, otherArgs) => {
    const named = readCommandLine(otherArgs, '').workplaces;
    if (named.length === 0) windows.focusFirst();
    for (const workplace of named) windows.open(workplace);
  });
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    if (hostProcess === undefined) return;
    event.preventDefault();
    hostProcess.close().then(
      () => app.exit(0),
      () => app.exit(1),
    );
  });

  await app.whenReady();
  const texts = shellTexts(app.getLocale());
  guardSession(electron.session.defaultSession, windows.hostUrl);
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(menuTemplate(texts, !app.isPackaged, windows.open)));

  async function askWhatNow(reason: string): Promise<void> {
    log(`the store host does not run: ${reason}`);
    const { response } = await electron.dialog.showMessageBox({
      type: 'error',
      title: texts.hostFailedTitle,
      message: texts.hostFailed,
      detail: reason,
      buttons: [texts.tryAgain, texts.quit],
      defaultId: 0,
      cancelId: 1,
    });
    if (response === 0) hostProcess?.start();
    else app.quit();
  }

  hostProcess = createHostProcess({
    utilityProcess: electron.utilityProcess,
    MessageChannelMain: electron.MessageChannelMain,
    timers,
    entry: path.join(folder, 'host-entry.js'),
    settings,
    keySecret: settings.demo ? null : await keySecret(electron, path.join(userFolder, 'key-secret'), log),
    onReady: windows.showHost,
    onGaveUp: (reason) => void askWhatNow(reason),
  });
  for (const workplace of workplaces.length > 0 ? workplaces : (['counter'] as const)) windows.open(workplace);
  hostProcess.start();
}

/** The demo store keeps its key in its own folder, as the headless host does, so that both can open it. */
async function keySecret(electron: ElectronParts, file: string, log: (line: string) => void): Promise<Uint8Array | null> {
  const opened = await openKeySecret(electron.safeStorage, file);
  if (opened.kind === 'kept') return opened.secret;
  log('the operating system has no key store: the key of the store is guarded by the rights of its file only');
  return null;
}
