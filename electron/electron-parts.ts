/**
 * What the shell uses of Electron, and nothing more. Modules get it as an argument, so that they run in plain Node against a
 * stand-in; only main.ts and preload.ts import `electron` itself.
 */
import type {
  App,
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Dialog,
  Menu,
  MessageChannelMain,
  PowerSaveBlocker,
  SafeStorage,
  Screen,
  Session,
  utilityProcess,
  WebRequest,
} from 'electron';

export type ElectronParts = {
  readonly app: Pick<
    App,
    | 'enableSandbox'
    | 'exit'
    | 'getLocale'
    | 'getPath'
    | 'getVersion'
    | 'isPackaged'
    | 'on'
    | 'quit'
    | 'requestSingleInstanceLock'
    | 'whenReady'
  >;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>;
  readonly MessageChannelMain: new () => MessageChannelMain;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly powerSaveBlocker: Pick<PowerSaveBlocker, 'start' | 'stop'>;
  readonly safeStorage: Pick<
    SafeStorage,
    'decryptStringAsync' | 'encryptStringAsync' | 'getSelectedStorageBackend' | 'isAsyncEncryptionAvailable'
  >;
  readonly screen: Pick<Screen, 'getAllDisplays' | 'getPrimaryDisplay'>;
  readonly session: { readonly defaultSession: GuardedSession };
  readonly utilityProcess: Pick<typeof utilityProcess, 'fork'>;
};

/** The part of a session that decides what pages may do. */
export type GuardedSession = Pick<Session, 'setDevicePermissionHandler' | 'setPermissionCheckHandler' | 'setPermissionRequestHandler'> & {
  readonly webRequest: Pick<WebRequest, 'onBeforeRequest' | 'onHeadersReceived'>;
};
