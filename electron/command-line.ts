/** What a shortcut or `npm start` may say to the program. */
import { parseArgs } from 'node:util';
import type { HostSettings } from './host-messages.ts';
import { isWorkplace, type Workplace } from './workplaces.ts';

/** The host's port where none is said: fixed, so that what pages keep (language, theme) is found again next time. */
export const DEFAULT_PORT = 8710;

export type CommandLine = { readonly host: HostSettings; readonly workplaces: readonly Workplace[] };

/**
 * Reads `--data DIR --port N --lan --demo --workplace NAME…`; what Electron or Chromium understand besides is passed over.
 * @param args without the program's own path
 * @param defaultData data folder where none is said, absolute
 * @returns `workplaces` empty when none is named
 */
export function readCommandLine(args: readonly string[], defaultData: string): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      port: { type: 'string' },
      lan: { type: 'boolean' },
      demo: { type: 'boolean' },
      workplace: { type: 'string', multiple: true },
    },
  });
  const named = (values.workplace ?? []).filter((name) => typeof name === 'string');
  return {
    host: {
      data: typeof values.data === 'string' ? values.data : defaultData,
      port: readPort(values.port),
      lan: values.lan === true,
      demo: values.demo === true,
    },
    workplaces: named.filter(isWorkplace),
  };
}

function readPort(text: unknown): number {
  const port = typeof text === 'string' && /^\d{1,5}$/.test(text) ? Number(text) : DEFAULT_PORT;
  return port <= 65_535 ? port : DEFAULT_PORT;
}
