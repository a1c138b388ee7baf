/** `host-process.ts DIR`: the store host on the settings and data of a folder, without pages; a new folder becomes a demo store. */
import { closeOnSignal, say } from '../../../core/cli/terminal.ts';
import { startHost } from '../../../core/host.ts';
import { progress } from '../report.ts';

const [data] = process.argv.slice(2);
if (data === undefined) throw new Error('usage: host-process.ts DIR');
const host = await startHost({ data, port: 0, demo: true, log: progress });
closeOnSignal(host);
say(`ready ${host.url}`);
