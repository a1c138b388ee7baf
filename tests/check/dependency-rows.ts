/** The parts of package.json that name other packages. */
export type Manifest = {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
};

/**
 * Compares package.json with docs/dependencies.md, where each package has a table row that starts with its name in
 * backquotes. Reports packages without a row and rows without a package, one sentence each.
 */
export function compareDependencyRows(manifest: Manifest, page: string): readonly string[] {
  const named = Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies, ...manifest.devDependencies });
  const rows = [...page.matchAll(/^\| *`([^`]+)` *\|/gm)].map((match) => match[1] ?? '');
  return [
    ...named.filter((name) => !rows.includes(name)).map((name) => `${name} has no row in docs/dependencies.md`),
    ...rows
      .filter((row) => !named.includes(row))
      .map((row) => `docs/dependencies.md has a row for ${row}, which package.json does not name`),
  ];
}
