import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * The Electron program, if it is installed. Looks at files only: importing the `electron` package from Node would download it
 * (its index.js, since version 42).
 * @param root folder that has node_modules, absolute
 * @param distOverride folder with an Electron of one's own; the package's own variable ELECTRON_OVERRIDE_DIST_PATH
 * @returns path of the executable, or null when there is none
 */
export function findElectron(root: string, distOverride = process.env.ELECTRON_OVERRIDE_DIST_PATH): string | null {
  const folder = path.join(root, 'node_modules', 'electron');
  const pathFile = path.join(folder, 'path.txt');
  // path.txt names the executable inside dist: `electron`, `electron.exe` or `Electron.app/Contents/MacOS/Electron`.
  const named = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : '';
  const name = named === '' && distOverride !== undefined ? 'electron' : named;
  if (name === '') return null;
  const executable = path.join(distOverride ?? path.join(folder, 'dist'), name);
  return existsSync(executable) ? executable : null;
}
