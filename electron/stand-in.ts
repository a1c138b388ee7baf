/**
 * A stand-in for Electron, for tests in plain Node. Each part has just the members the shell is meant to use; touching any
 * other one throws, so that an unplanned call fails its test instead of passing unseen.
 */
import { EventEmitter } from 'node:events';
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Display,
  MenuItemConstructorOptions,
  Rectangle,
  UtilityProcess,
} from 'electron';
import type { ElectronParts } from './electron-parts.ts';
import type { FromHost, ToHost } from './host-messages.ts';

/** What a Proxy or promise machinery may ask of any object without meaning to call it. */
const HARMLESS: ReadonlySet<string> = new Set(['then', 'toJSON', 'asymmetricMatch', '$$typeof', 'constructor']);

/** The members given, as the whole part; any other member throws. */
export function planned<Part>(name: string, members: object): Part {
  const guarded = new Proxy(members, {
    get(target, property) {
      if (typeof property === 'symbol' || property in target || HARMLESS.has(property)) return Reflect.get(target, property);
      throw new Error(`unplanned use of electron: ${name}.${property}`);
    },
  });
  // The Proxy answers for every member of Part: with the given one, or by throwing.
  return guarded as Part;
}

/** A port of a channel: only its identity matters here. */
export type StandInPort = { readonly channel: number; readonly side: 'host' | 'page' };

/** The store host's process as the shell sees it. */
export class StandInChild extends EventEmitter {
  readonly sent: { readonly message: ToHost; readonly ports: readonly StandInPort[] }[] = [];
  killed = false;

  postMessage(message: ToHost, ports: readonly StandInPort[]): void {
    this.sent.push({ message, ports });
  }

  kill(): boolean {
    this.killed = true;
    return true;
  }

  tells(message: FromHost): void {
    this.emit('message', message);
  }

  exits(code: number): void {
    this.emit('exit', code);
  }

  get attached(): readonly StandInPort[] {
    return this.sent.filter(({ message }) => message.kind === 'attach').flatMap(({ ports }) => ports);
  }
}

/** A page. */
export class StandInContents extends EventEmitter {
  readonly received: { readonly channel: string; readonly ports: readonly unknown[] }[] = [];
  openHandler: ((details: { url: string }) => { action: string }) | undefined;

  postMessage(channel: string, _message: unknown, ports: readonly unknown[] = []): void {
    this.received.push({ channel, ports });
  }

  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }

  /** The page and all it starts with are there. */
  loads(): void {
    this.emit('did-finish-load');
  }

  /** Tries to go to the address in the given way; true when it was let. */
  navigates(event: 'will-frame-navigate' | 'will-redirect', url: string): boolean {
    let isLet = true;
    this.emit(event, {
      url,
      preventDefault: () => {
        isLet = false;
      },
    });
    return isLet;
  }
}

export class StandInWindow extends EventEmitter {
  readonly webContents = new StandInContents();
  readonly loaded: string[] = [];
  readonly actions: string[] = [];
  readonly options: BrowserWindowConstructorOptions;
  minimized = false;
  bounds: Rectangle = { x: 10, y: 20, width: 1440, height: 900 };

  constructor(options: BrowserWindowConstructorOptions) {
    super();
    this.options = options;
  }

  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    return Promise.resolve();
  }

  isDestroyed(): boolean {
    return this.actions.includes('closed');
  }

  isMinimized(): boolean {
    return this.minimized;
  }

  getNormalBounds(): Rectangle {
    return this.bounds;
  }

  removeMenu(): void {
    this.actions.push('removeMenu');
  }

  restore(): void {
    this.actions.push('restore');
  }

  show(): void {
    this.actions.push('show');
  }

  focus(): void {
    this.actions.push('focus');
  }

  closes(): void {
    this.emit('close');
    this.actions.push('closed');
    this.emit('closed');
  }
}

export function standInDisplay(id: number, bounds: Rectangle): Display {
  return planned<Display>('Display', { id, bounds, workArea: bounds });
}

/** Everything the stand-in noted and can be told to do. */
export class StandInElectron {
  readonly app = new EventEmitter();
  readonly children: StandInChild[] = [];
  readonly windows: StandInWindow[] = [];
  readonly happened: string[] = [];
  readonly blockers = new Set<number>();
  readonly dialogs: { readonly detail: string; readonly answer: (button: number) => void }[] = [];
  menu: readonly MenuItemConstructorOptions[] = [];
  isFirstInstance = true;
  displays: Display[] = [standInDisplay(1, { x: 0, y: 0, width: 1920, height: 1080 })];
  /** Folder of the user's own files; a test that reaches it gives one. */
  userFolder = '';
  permission: ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | undefined;
  permissionCheck: (() => boolean) | undefined;
  devicePermission: (() => boolean) | undefined;
  request: ((details: { url: string }, answer: (response: { cancel: boolean }) => void) => void) | undefined;
  headers:
    | ((
        details: { responseHeaders?: Record<string, string[]> },
        answer: (response: { responseHeaders: Record<string, string[]> }) => void,
      ) => void)
    | undefined;
  #channels = 0;

  /** The child started last. */
  get child(): StandInChild {
    const child = this.children.at(-1);
    if (child === undefined) throw new Error('no store host was started');
    return child;
  }

  get window(): StandInWindow {
    const window = this.windows.at(-1);
    if (window === undefined) throw new Error('no window was opened');
    return window;
  }

  parts(): ElectronParts {
    const self = this;
    const note = (what: string) => () => void self.happened.push(what);
    const app = Object.assign(this.app, {
      enableSandbox: note('enableSandbox'),
      exit: (code: number) => void self.happened.push(`exit ${code}`),
      getLocale: () => 'zh-CN',
      getPath: (name: string) => {
        if (name !== 'userData') throw new Error(`unplanned folder ${name}`);
        return self.userFolder;
      },
      isPackaged: true,
      quit: note('quit'),
      requestSingleInstanceLock: () => self.isFirstInstance,
      whenReady: () => Promise.resolve(),
    });
    return {
      app: planned('app', app),
      // `new` of a function that returns an object gives that object.
      BrowserWindow: function open(options: BrowserWindowConstructorOptions): BrowserWindow {
        const window = new StandInWindow(options);
        self.windows.push(window);
        return planned<BrowserWindow>('BrowserWindow', window);
      } as unknown as ElectronParts['BrowserWindow'],
      Menu: planned('Menu', {
        buildFromTemplate: (template: MenuItemConstructorOptions[]) => template,
        setApplicationMenu: (template: MenuItemConstructorOptions[]) => {
          self.menu = template;
        },
      }),
      MessageChannelMain: function channel() {
        self.#channels += 1;
        return { port1: { channel: self.#channels, side: 'host' }, port2: { channel: self.#channels, side: 'page' } };
      } as unknown as ElectronParts['MessageChannelMain'],
      dialog: planned('dialog', {
        showMessageBox: ({ detail }: { detail: string }) =>
          new Promise((resolve) =>
            self.dialogs.push({ detail, answer: (button) => resolve({ response: button, checkboxChecked: false }) }),
          ),
      }),
      powerSaveBlocker: planned('powerSaveBlocker', {
        start: () => {
          self.blockers.add(self.blockers.size + 1);
          return self.blockers.size;
        },
        stop: (id: number) => self.blockers.delete(id),
      }),
      safeStorage: planned('safeStorage', { isAsyncEncryptionAvailable: () => Promise.resolve(false) }),
      screen: planned('screen', { getAllDisplays: () => self.displays, getPrimaryDisplay: () => self.displays[0] }),
      session: {
        defaultSession: planned('session', {
          setPermissionRequestHandler: (handler: typeof self.permission) => {
            self.permission = handler;
          },
          setPermissionCheckHandler: (handler: typeof self.permissionCheck) => {
            self.permissionCheck = handler;
          },
          setDevicePermissionHandler: (handler: typeof self.devicePermission) => {
            self.devicePermission = handler;
          },
          webRequest: planned('webRequest', {
            onBeforeRequest: (handler: typeof self.request) => {
              self.request = handler;
            },
            onHeadersReceived: (handler: typeof self.headers) => {
              self.headers = handler;
            },
          }),
        }),
      },
      utilityProcess: planned('utilityProcess', {
        fork: () => {
          const child = new StandInChild();
          self.children.push(child);
          return planned<UtilityProcess>('UtilityProcess', child);
        },
      }),
    };
  }
}
