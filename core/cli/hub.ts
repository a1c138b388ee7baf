/** `npm run hub`: the store host alone. Prints `ready http://127.0.0.1:N` when it takes calls. */
import { networkInterfaces } from 'node:os';
import { endOnUncaught } from '../host/end-on-uncaught.ts';
import { type StoreHost, startHost } from '../host.ts';
import { hubArguments } from './arguments.ts';
import { pagesToServe } from './build.ts';
import { closeOnSignal, complain, fail, say } from './terminal.ts';

let host: StoreHost | undefined;
endOnUncaught({ log: complain, close: () => host?.close() });

try {
  const { data, port, demo, lan } = hubArguments(process.argv.slice(2));
  const pages = await pagesToServe(complain);
  host = await startHost({ data, port, demo, lan, pages, adminPassword: process.env.TINGTAI_ADMIN_PASSWORD, log: complain });
  closeOnSignal(host);
  if (host.pairingCode !== null) {
    for (const address of ownAddresses()) say(`other consoles open http://${address}:${host.port}/`);
    say(`pairing code: ${host.pairingCode} (once, within ten minutes; a lobby or duty manager can show a fresh one)`);
  }
  say(`ready ${host.url}`);
} catch (error) {
  fail(error);
}

/** IPv4 addresses of this machine on its networks. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((list) =>
    (list ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal).map(({ address }) => address),
  );
}
