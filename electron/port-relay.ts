/** The whole bridge between shell and page: a request for a MessagePort goes out, the port comes in, and nothing else. */
import { PORT_CHANNEL, PORT_WANTED_CHANNEL, SHELL_MARK } from './port-channel.ts';

/** The shell's side, Electron's `ipcRenderer`. */
export type PortSource = {
  on(channel: string, listener: (event: { readonly ports: MessagePort[] }) => void): unknown;
  send(channel: string): void;
};

/** What puts a value into the page's world, Electron's `contextBridge`. */
export type PageBridge = { exposeInMainWorld(name: string, value: true): void };

/** The page's side, its `window`. */
export type PageWindow = {
  readonly location: { readonly origin: string };
  addEventListener(type: 'message', listener: (event: { readonly source: unknown; readonly data: unknown }) => void): void;
  postMessage(message: string, targetOrigin: string, transfer: MessagePort[]): void;
};

/**
 * Marks the page as one of the shell's, passes its requests on, and gives it each port as `message` event
 * `{data: 'tingtai-port', ports: [port]}`, to its own origin only.
 */
export function relayPorts(source: PortSource, bridge: PageBridge, page: PageWindow): void {
  bridge.exposeInMainWorld(SHELL_MARK, true);
  page.addEventListener('message', (event) => {
    if (event.source === page && event.data === PORT_WANTED_CHANNEL) source.send(PORT_WANTED_CHANNEL);
  });
  source.on(PORT_CHANNEL, ({ ports: [port] }) => {
    if (port !== undefined) page.postMessage(PORT_CHANNEL, page.location.origin, [port]);
  });
}
