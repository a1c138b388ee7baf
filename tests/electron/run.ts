/** `npm run test:electron`: drives the built desktop shell in a real Electron, where its binary is installed. */
import { buildRenderer } from '../../core/cli/build.ts';
import { findElectron } from '../../core/cli/find-electron.ts';
import { projectRoot } from '../../core/cli/project-root.ts';
import { runScript, toolPath } from '../../core/cli/run-tool.ts';

const MISSING =
  'skipped: the Electron binary is not installed (node_modules/electron/dist); run "npx install-electron" on a machine with network';

async function drive(): Promise<number> {
  await buildRenderer();
  const bundled = await runScript(toolPath('electron-vite', 'electron-vite'), ['build', '-c', 'electron/electron.vite.config.ts'], {
    output: 'show',
  });
  if (bundled.code !== 0) return bundled.code;
  const { code } = await runScript(
    toolPath('@playwright/test', 'playwright'),
    ['test', '--config', 'tests/electron/playwright.config.ts', ...process.argv.slice(2)],
    { output: 'show' },
  );
  return code;
}

if (findElectron(projectRoot) === null) process.stdout.write(`${MISSING}\n`);
else process.exitCode = await drive();
