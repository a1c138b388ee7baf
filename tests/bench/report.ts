/** What the benchmarks say: figures as JSON lines on stdout and nothing else there, everything for people on stderr. */

/** One measured figure beside what it is compared with. */
export type Figure = {
  /** Dotted, stable: `queue.pairs.inProcess.clients32`. */
  readonly name: string;
  readonly value: number;
  readonly unit: 'pairs/s' | 'ms' | 'µs' | 'MB' | 'commands' | 'bytes';
  /** The same quantity of the bare floor or line of comparison, measured in the same run; null where there is none. */
  readonly reference: number | null;
};

/** Prints one figure; `ratio` is value ÷ reference. */
export function report({ name, value, unit, reference }: Figure): void {
  const ratio = reference === null || reference === 0 ? null : rounded(value / reference);
  const line = { name, value: rounded(value), unit, reference: reference === null ? null : rounded(reference), ratio };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

/** Says on stderr what goes on, for the person who waits. */
export function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Three decimals below ten, one below a thousand: more would be noise. */
function rounded(value: number): number {
  const decimals = value < 10 ? 3 : value < 1000 ? 1 : 0;
  return Number(value.toFixed(decimals));
}
