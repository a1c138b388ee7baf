/** `npm run backup -- --data DIR --to DIR`: a checked copy of the store, also while it runs. */
import { backupStore } from '../store/backup.ts';
import { folderArguments } from './arguments.ts';
import { complain, fail, say } from './terminal.ts';

try {
  const { data, to } = folderArguments(process.argv.slice(2), 'backup', ['to']);
  const { entries, isKeyPortable } = backupStore(data, to);
  say(`backed up ${entries} journal entries to ${to}, checked.`);
  if (isKeyPortable) say('Keep store.key of the copy safe: without it personal data stays sealed, with it anyone can read it.');
  else
    complain(
      'Warning: store.key of this copy opens on this machine and for this user only. On another machine the personal data in it stays sealed.',
    );
} catch (error) {
  fail(error);
}
