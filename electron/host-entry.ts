/** Entry of the utility process: the same store host that `npm run hub` starts, spoken to over `process.parentPort`. */
import { startHost } from '../core/host.ts';
import { serveShell } from './host-side.ts';

serveShell(process.parentPort, startHost, (code) => process.exit(code));
