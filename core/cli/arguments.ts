/** Command-line arguments of the store's commands. */
import { parseArgs } from 'node:util';

export type HubArguments = { readonly data: string; readonly port: number; readonly demo: boolean; readonly lan: boolean };

/** A wrong command line; the message is for the person at the terminal. */
export class UsageError extends Error {}

/** `--data DIR --port N [--demo] [--lan]`. @throws UsageError */
export function hubArguments(argv: readonly string[]): HubArguments {
  const usage = 'usage: npm run hub -- --data DIR --port N [--demo] [--lan]';
  const values = parse(
    argv,
    { data: { type: 'string' }, port: { type: 'string' }, demo: { type: 'boolean' }, lan: { type: 'boolean' } },
    usage,
  );
  const { data, port } = values;
  if (typeof data !== 'string' || data === '') throw new UsageError(usage);
  return { data, port: portOf(port, usage), demo: values.demo === true, lan: values.lan === true };
}

/** `--data DIR` and, where asked for, `--to FILE` or `--from FILE`. @throws UsageError */
export function folderArguments<K extends string>(
  argv: readonly string[],
  command: string,
  extra: readonly K[],
): Record<'data' | K, string> {
  const usage = `usage: npm run ${command} -- --data DIR${extra.map((name) => ` --${name} DIR`).join('')}`;
  const names = ['data', ...extra] as const;
  const values = parse(argv, Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])), usage);
  const pairs = names.map((name) => {
    const value = values[name];
    if (typeof value !== 'string' || value === '') throw new UsageError(usage);
    return [name, value];
  });
  // Every name got a string just above.
  return Object.fromEntries(pairs) as Record<'data' | K, string>;
}

function parse(
  argv: readonly string[],
  options: Record<string, { type: 'string' | 'boolean' }>,
  usage: string,
): Record<string, string | boolean | undefined> {
  try {
    // One value per option: none is declared `multiple`.
    return parseArgs({ args: [...argv], options, strict: true }).values as Record<string, string | boolean | undefined>;
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  }
}

function portOf(text: string | boolean | undefined, usage: string): number {
  const port = Number(text);
  if (typeof text !== 'string' || !Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`--port wants a number from 0 to 65535\n${usage}`);
  return port;
}
