/** The store host's end of its process: starts the host, attaches the pages' ports, closes it. Runs inside the utility process. */
import type { FromHost, HostSettings, ToHost } from './host-messages.ts';
import { createKeyStore, type KeyStore } from './key-store.ts';

/** A page's port as Electron hands it over; messages wait until `start`. */
export type PagePort = {
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
};

/** The process's line to the shell (`process.parentPort`). */
export type ShellPort = {
  on(event: 'message', listener: (event: { data: unknown; ports: PagePort[] }) => void): unknown;
  postMessage(message: unknown): void;
};

/** What the shell needs of a running store host; core/host.ts makes it. */
export type RunningHost = { readonly url: string; attach(port: PagePort): void; close(): Promise<void> };
export type StartHost = (options: HostSettings & { readonly keyStore?: KeyStore }) => Promise<RunningHost>;

/**
 * Serves the shell until it says `close`.
 * @param exit ends the process: 0 after a clean close, 1 when the host could not start or close.
 */
export function serveShell(shell: ShellPort, startHost: StartHost, exit: (code: number) => void): void {
  let host: Promise<RunningHost> | undefined;
  const tell = (message: FromHost) => shell.postMessage(message);

  function start(settings: HostSettings, keySecret: Uint8Array | null): void {
    host = startHost(keySecret === null ? settings : { ...settings, keyStore: createKeyStore(keySecret) });
    host.then(
      ({ url }) => tell({ kind: 'ready', url }),
      (error: unknown) => {
        tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
        exit(1);
      },
    );
  }

  async function attach(port: PagePort): Promise<void> {
    const running = await host;
    if (running === undefined) return port.close();
    running.attach(port);
    port.start();
  }

  async function close(): Promise<void> {
    const running = await host;
    await running?.close();
    exit(0);
  }

  shell.on('message', ({ data, ports }) => {
    // Only the shell's own host-process.ts is at the other end, and it sends nothing but ToHost.
    const message = data as ToHost;
    switch (message.kind) {
      case 'start':
        return start(message.settings, message.keySecret);
      case 'attach':
        for (const port of ports) attach(port).catch(() => port.close());
        return;
      case 'close':
        // The host had no other chance to say it: a close that fails ends the process as a crash would.
        close().catch(() => exit(1));
    }
  });
}
