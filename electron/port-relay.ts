/** The whole bridge between shell and page: MessagePorts go through, one at a time, and nothing else. */
import { PORT_CHANNEL } from './port-channel.ts';

/** The shell's side, Electron's `ipcRenderer`. */
export type PortSource = {
  on(channel: string, listener: (event: { readonly ports: MessagePort[] }) => void): unknown;
};

/** The page's side, its `window`. */
export type PortTarget = Pick<Window, 'addEventListener' | 'postMessage'> & {
  readonly location: Pick<Location, 'origin'>;
  readonly document: Pick<Document, 'readyState'>;
};

/**
 * Passes each port of the shell to the page as `message` event `{data: 'tingtai-port', ports: [port]}`, to the page's own
 * origin only. A port that comes before the page's scripts have run waits for `load`; of several, the newest is delivered.
 */
export function relayPorts(source: PortSource, page: PortTarget): void {
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
