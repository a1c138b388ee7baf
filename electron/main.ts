/** Electron's entry: the only file of the shell, with the preload, that imports `electron` itself. */
import {
  app,
  BrowserWindow,
  dialog,
  Menu,
  MessageChannelMain,
  powerSaveBlocker,
  safeStorage,
  screen,
  session,
  utilityProcess,
} from 'electron';
import { runShell } from './shell.ts';
import { machineTimers } from './timers.ts';

const log = (line: string) => void process.stderr.write(`${line}\n`);
const parts = { app, BrowserWindow, dialog, Menu, MessageChannelMain, powerSaveBlocker, safeStorage, screen, session, utilityProcess };

runShell(parts, {
  args: process.argv.slice(app.isPackaged ? 1 : 2),
  folder: import.meta.dirname,
  timers: machineTimers,
  log,
}).catch((error: unknown) => {
  log(error instanceof Error ? (error.stack ?? error.message) : String(error));
  dialog.showErrorBox('厅台 Tingtai', String(error));
  app.exit(1);
});
