/** The whole bridge between shell and page: MessagePorts to the store host go in, and nothing else goes either way. */
import { PORT_CHANNEL } from './port-channel.ts';

/** The shell's side, Electron's `ipcRenderer`. */
export type PortSource = {
  on(channel: string, listener: (event: { readonly ports: MessagePort[] }) => void): unknown;
};

/** The page's side, its `window`. */
export type PageWindow = {
  readonly location: { readonly origin: string };
  readonly document: { readonly readyState: DocumentReadyState };
  addEventListener(type: 'load', listener: () => void): void;
  postMessage(message: string, targetOrigin: string, transfer: MessagePort[]): void;
};

/**
 * Gives the page each port as `message` event `{data: 'tingtai-port', ports: [port]}`, to its own origin only. A port that
 * comes before the page's scripts have run waits for `load`; of several waiting, the newest is delivered.
 */
export function relayPorts(source: PortSource, page: PageWindow): void {
  let waiting: MessagePort | undefined;
  const deliver = () => {
    if (waiting !== undefined) page.postMessage(PORT_CHANNEL, page.location.origin, [waiting]);
    waiting = undefined;
  };
  page.addEventListener('load', deliver);
  source.on(PORT_CHANNEL, ({ ports: [port] }) => {
    waiting?.close();
    waiting = port;
    if (page.document.readyState === 'complete') deliver();
  });
}
