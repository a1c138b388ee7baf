/** `npm run restore -- --data DIR --from DIR`: puts a copy back; the former store is kept in its backups folder. */
import { restoreStore } from '../store/backup.ts';
import { folderArguments } from './arguments.ts';
import { fail, say } from './terminal.ts';

try {
  const { data, from } = folderArguments(process.argv.slice(2), 'restore', ['from']);
  const { entries, kept } = restoreStore(data, from, new Date().toISOString().replaceAll(':', ''));
  say(`restored ${entries} journal entries into ${data}${kept === null ? '' : `; the former store is kept in ${kept}`}`);
} catch (error) {
  fail(error);
}
