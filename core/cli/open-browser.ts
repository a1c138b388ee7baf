/** Opens the default browser where the machine has a screen; silence where it has not. */
import { spawn } from 'node:child_process';

/** The command that opens a page on a platform, or null where there is no screen to show it. */
export function browserCommand(
  platform: NodeJS.Platform,
  environment: Readonly<Record<string, string | undefined>>,
): readonly [string, ...string[]] | null {
  if (environment.CI) return null;
  if (platform === 'darwin') return ['open'];
  if (platform === 'win32') return ['cmd', '/c', 'start', ''];
  return environment.DISPLAY || environment.WAYLAND_DISPLAY ? ['xdg-open'] : null;
}

export function openBrowser(url: string): void {
  const command = browserCommand(process.platform, process.env);
  if (!command) return;
  const [program, ...before] = command;
  const child = spawn(program, [...before, url], { stdio: 'ignore', detached: true });
  // The address stands in the terminal anyway.
  child.on('error', () => undefined);
  child.unref();
}
