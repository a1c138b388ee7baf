import type { LaunchOptions } from '@playwright/test';
import { findChromium } from './chromium.ts';

const executablePath = findChromium();

/** Debian's Chromium as root, without a GPU, and silent on the network. */
export const browserOptions: LaunchOptions = {
  ...(executablePath === undefined ? {} : { executablePath }),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
};
