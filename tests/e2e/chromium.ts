import { existsSync } from 'node:fs';
import { chromium } from '@playwright/test';

/** Where Debian, Ubuntu, Fedora and Chrome's own packages put the browser. */
const USUAL_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable'];

/**
 * Finds the Chromium that the end-to-end tests drive: the one CHROME_PATH names, the system's, or Playwright's own.
 * @returns the path of the program, or undefined when there is none on this machine
 */
export function findChromium(): string | undefined {
  const candidates = [process.env.CHROME_PATH, ...USUAL_PLACES, chromium.executablePath()];
  return candidates.find((candidate) => candidate !== undefined && candidate !== '' && existsSync(candidate));
}
