/** `npm run backup -- --data DIR --to DIR`: a checked copy of the store, also while it runs. */
import { backupStore } from '../store/backup.ts';
import { folderArguments } from './arguments.ts';
import { fail, say } from './terminal.ts';

try {
  const { data, to } = folderArguments(process.argv.slice(2), 'backup', ['to']);
  const entries = await backupStore(data, to);
  say(
    `backed up ${entries} journal entries to ${to}, checked. Keep store.key safe: without it personal data stays sealed, with it anyone can read it.`,
  );
} catch (error) {
  fail(error);
}
