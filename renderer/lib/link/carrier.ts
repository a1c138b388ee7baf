/** The two ways to the host: a WebSocket in any browser, a MessagePort in the desktop shell. */
import type { ClientContext, ClientLink } from '@orpc/client';
import { RPCLink as PortLink } from '@orpc/client/message-port';
import { RPCLink as SocketLink } from '@orpc/client/websocket';

/** One opened way. `opened` rejects if it never opened, `closed` resolves once when it ends. */
export type Carrier = {
  readonly link: ClientLink<ClientContext>;
  readonly opened: Promise<void>;
  readonly closed: Promise<void>;
  readonly close: () => void;
};

/** Headers of each call: the bearer token of the session, if there is one. */
export type CallHeaders = () => Record<string, string>;

/** `data` of the window message with which the desktop shell's preload script hands over a port. */
export const PORT_MESSAGE = 'tingtai-port';

export function openSocketCarrier(url: string, headers: CallHeaders): Carrier {
  const socket = new WebSocket(url);
  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve(), { once: true });
    socket.addEventListener('close', () => reject(new Error('the socket never opened')), { once: true });
  });
  const closing = Promise.withResolvers<void>();
  socket.addEventListener('close', () => closing.resolve(), { once: true });
  return {
    link: new SocketLink({ websocket: socket, headers }),
    opened,
    closed: closing.promise,
    // A dead line answers no closing handshake for half a minute; it counts as closed at once.
    close: () => {
      socket.close();
      closing.resolve();
    },
  };
}

export function openPortCarrier(port: MessagePort, headers: CallHeaders): Carrier {
  const closing = Promise.withResolvers<void>();
  // Ports tell of their other end's death by this event where the browser knows it (Chromium ≥ 122).
  port.addEventListener('close', () => closing.resolve());
  const link = new PortLink({ port, headers });
  port.start();
  return {
    link,
    opened: Promise.resolve(),
    closed: closing.promise,
    close: () => {
      port.close();
      closing.resolve();
    },
  };
}

/** Hands each port the desktop shell sends to `onPort`, until the returned function is called. */
export function receivePorts(onPort: (port: MessagePort) => void): () => void {
  const onMessage = (event: MessageEvent) => {
    const [port] = event.ports;
    if (event.source === window && event.data === PORT_MESSAGE && port) onPort(port);
  };
  window.addEventListener('message', onMessage);
  return () => window.removeEventListener('message', onMessage);
}

/** True in a window of the desktop shell, which hands a port over by itself, also after its host was restarted. */
export const isDesktopShell = (): boolean => navigator.userAgent.includes('Electron/');
