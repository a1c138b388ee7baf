/** Entry of the utility process: the same store host that `npm run hub` starts, spoken to over `process.parentPort`. */
import path from 'node:path';
import { endOnUncaught } from '../core/host/end-on-uncaught.ts';
import { type StoreHost, startHost } from '../core/host.ts';
import { serveShell } from './host-side.ts';

/** The built screens, out/renderer: beside the bundle this file becomes a part of, out/electron. */
const pages = path.resolve(import.meta.dirname, '..', 'renderer');
const log = (line: string) => void process.stderr.write(`${line}\n`);

let host: StoreHost | undefined;
endOnUncaught({ log, close: () => host?.close() });

serveShell(
  process.parentPort,
  async (options) => {
    host = await startHost({ ...options, pages, adminPassword: process.env.TINGTAI_ADMIN_PASSWORD, log });
    return host;
  },
  (code) => process.exit(code),
);
