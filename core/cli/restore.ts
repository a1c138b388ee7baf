/** `npm run restore -- --data DIR --from DIR`: puts a copy back; the former store is kept in its backups folder. */
import { restoreStore } from '../store/backup.ts';
import { folderArguments } from './arguments.ts';
import { complain, fail, say } from './terminal.ts';

try {
  const { data, from } = folderArguments(process.argv.slice(2), 'restore', ['from']);
  const { entries, kept, hasKey } = restoreStore(data, from, new Date().toISOString().replaceAll(':', ''));
  say(`restored ${entries} journal entries into ${data}${kept === null ? '' : `; the former store is kept in ${kept}`}`);
  if (!hasKey)
    complain(`Warning: the copy has no store.key. Put the store's key into ${data} before starting: the store does not start without it.`);
} catch (error) {
  fail(error);
}
