/**
 * One window per workplace, its page from the store host's own address.
 *
 *   host ready ─▶ showHost(url): loads new and failed pages, hands loaded ones a fresh port (they keep what is typed in them)
 *   page loaded, also after a reload ─▶ connect: one port
 */
import type { BrowserWindow, BrowserWindowConstructorOptions, WebContents } from 'electron';
import type { ElectronParts } from './electron-parts.ts';
import { guardPage } from './page-guard.ts';
import type { Timers } from './timers.ts';
import type { WindowBounds } from './window-bounds.ts';
import { WINDOW_STYLES, type Workplace, workplaceOf } from './workplaces.ts';

/** Wait before a page whose process died is loaded again, milliseconds: long enough not to spin on a page that dies at once. */
export const RELOAD_AFTER_MS = 1_000;
/** net::ERR_ABORTED: a load replaced by another one, not a failure (Chromium, net_error_list.h). */
const LOAD_ABORTED = -3;
/** Size of a window that was never placed, and the least its screens are drawn for (ui.md), in CSS pixels. */
const ORDINARY_SIZE = { width: 1440, height: 900, minWidth: 1024, minHeight: 700 };

export type WindowsOptions = {
  readonly electron: Pick<ElectronParts, 'BrowserWindow' | 'powerSaveBlocker' | 'screen'>;
  readonly timers: Timers;
  /** The built preload.cjs, absolute. */
  readonly preload: string;
  readonly bounds: WindowBounds;
  /** Hands the page a port to the host; false while the host is down. */
  readonly connect: (page: WebContents) => boolean;
};

export type Windows = {
  /** Shows the workplace: its window if there is one, otherwise a new one. Before the first `showHost` it opens as soon as the host is up. */
  open(workplace: Workplace): void;
  /** Brings the oldest window to the front. */
  focusFirst(): void;
  /** The host takes calls at this address. */
  showHost(url: string): void;
  /** The host's address; null before it was ever up. */
  hostUrl(): string | null;
};

type OpenWindow = { readonly window: BrowserWindow; page: 'loading' | 'loaded' | 'failed' };

/** Creates the windows' keeper; no window opens before `open`. */
export function createWindows(options: WindowsOptions): Windows {
  const { electron, timers } = options;
  const opened = new Map<Workplace, OpenWindow>();
  const wanted = new Set<Workplace>();
  let host: string | null = null;

  function load(workplace: Workplace, entry: OpenWindow): void {
    if (host === null || entry.window.isDestroyed()) return;
    entry.page = 'loading';
    // A failed load is told by did-fail-load, which decides what follows.
    entry.window.loadURL(new URL(workplace, host).href).catch(() => undefined);
  }

  function create(workplace: Workplace): void {
    const window = new electron.BrowserWindow(windowOptions(workplace, options));
    // Without a menu there is no way from a visitors' screen to the other windows (macOS has one menu for all windows).
    if (WINDOW_STYLES[workplace] !== 'ordinary' && process.platform !== 'darwin') window.removeMenu();
    const entry: OpenWindow = { window, page: 'loading' };
    opened.set(workplace, entry);
    const contents = window.webContents;
    guardPage(contents, () => host, openAddress);
    contents.on('did-finish-load', () => {
      if (entry.page === 'failed') return;
      entry.page = 'loaded';
      options.connect(contents);
    });
    contents.on('did-fail-load', (_event, errorCode, _description, _url, isMainFrame) => {
      if (isMainFrame && errorCode !== LOAD_ABORTED) entry.page = 'failed';
    });
    contents.on('render-process-gone', () => {
      entry.page = 'failed';
      timers.after(RELOAD_AFTER_MS, () => load(workplace, entry));
    });
    window.once('ready-to-show', () => window.show());
    window.on('close', () => {
      if (WINDOW_STYLES[workplace] === 'ordinary') options.bounds.remember(workplace, window.getNormalBounds());
    });
    const stopKeepingAwake = keepScreenAwake(workplace, electron.powerSaveBlocker);
    window.on('closed', () => {
      opened.delete(workplace);
      stopKeepingAwake();
    });
    load(workplace, entry);
  }

  function open(workplace: Workplace): void {
    const entry = opened.get(workplace);
    if (entry !== undefined) bringToFront(entry.window);
    else if (host === null) wanted.add(workplace);
    else create(workplace);
  }

  function openAddress(url: string): void {
    const workplace = workplaceOf(url);
    if (workplace !== undefined) open(workplace);
  }

  return {
    open,
    focusFirst() {
      const [first] = opened.values();
      if (first !== undefined) bringToFront(first.window);
    },
    showHost(url) {
      host = url;
      for (const workplace of wanted) create(workplace);
      wanted.clear();
      for (const [workplace, entry] of opened) {
        if (entry.page === 'failed') load(workplace, entry);
        if (entry.page === 'loaded') options.connect(entry.window.webContents);
      }
    },
    hostUrl: () => host,
  };
}

function windowOptions(workplace: Workplace, { electron, preload, bounds }: WindowsOptions): BrowserWindowConstructorOptions {
  const style = WINDOW_STYLES[workplace];
  const place =
    style === 'ordinary'
      ? bounds.find(
          workplace,
          electron.screen.getAllDisplays().map((display) => display.workArea),
        )
      : secondScreen(electron.screen);
  return {
    ...ORDINARY_SIZE,
    ...place,
    show: false,
    fullscreen: style === 'fullscreen',
    kiosk: style === 'kiosk',
    autoHideMenuBar: style !== 'ordinary',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      // The hall display calls numbers aloud, and nobody ever clicks on it.
      autoplayPolicy: 'no-user-gesture-required',
      // A call must be heard and shown on time even when another window covers this one.
      backgroundThrottling: false,
    },
  };
}

function secondScreen(screen: ElectronParts['screen']) {
  const primary = screen.getPrimaryDisplay().id;
  return screen.getAllDisplays().find((display) => display.id !== primary)?.bounds;
}

/** Screens for visitors must not go dark. Returns what ends it. */
function keepScreenAwake(workplace: Workplace, blocker: ElectronParts['powerSaveBlocker']): () => void {
  if (WINDOW_STYLES[workplace] === 'ordinary') return () => undefined;
  const id = blocker.start('prevent-display-sleep');
  return () => blocker.stop(id);
}

function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
