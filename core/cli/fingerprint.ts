import { createHash } from 'node:crypto';
import { globSync, statSync } from 'node:fs';
import path from 'node:path';

/**
 * A short text that changes whenever one of the files does: names, sizes and modification times, not contents, so that a
 * thousand files take a few tens of milliseconds.
 * @param root folder the patterns start from, absolute
 * @param patterns globs of the files that count
 * @param isLeftOut says which of them do not; gets the path relative to the root, with forward slashes
 */
export function fingerprint(root: string, patterns: readonly string[], isLeftOut: (file: string) => boolean = () => false): string {
  const hash = createHash('sha256');
  const files = globSync([...patterns], { cwd: root }).map((file) => file.split(path.sep).join('/'));
  for (const file of files.sort()) {
    if (isLeftOut(file)) continue;
    const stat = statSync(path.join(root, file), { throwIfNoEntry: false });
    if (stat?.isFile()) hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`);
  }
  return hash.digest('hex');
}
