import { expect, test } from 'vitest';
import { StandInElectron } from './stand-in.ts';

test('touching anything of Electron that was not planned fails, in each of its parts', () => {
  const { app, BrowserWindow, safeStorage, screen, session, utilityProcess } = new StandInElectron().parts();
  const window = new BrowserWindow({});
  const child = utilityProcess.fork('/app/host-entry.js');
  for (const part of [app, window, safeStorage, screen, session.defaultSession, session.defaultSession.webRequest, child]) {
    expect(() => Reflect.get(part, 'relaunch')).toThrow(/unplanned use of electron: \w+\.relaunch/);
  }
});
