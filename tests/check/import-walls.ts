/**
 * Reads every import of the house and reports the arrows that DESIGN.md section 3 and the house style forbid. The rules are
 * data in import-walls.cjs (single arrows) and import-walls.runtime.cjs (what a file drags along).
 */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cruise, type ICruiseOptions, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { projectRoot } from '../../core/cli/project-root.ts';

const ROOMS = ['core', 'db', 'native', 'electron', 'renderer', 'headoffice', 'tests'];
const CONFIGURATIONS = ['./import-walls.cjs', './import-walls.runtime.cjs'] as const;
/** A type-only import in a component: gone when dependency-cruiser sees the compiled component, so it is read here. */
const TYPE_IMPORT = /import\s+type\s[^;'"]*from\s*['"](\.[^'"]+)['"]/g;
const FORBIDDEN_TO_COMPONENTS = /^(db|native|electron|headoffice)\//;

/** One forbidden import: the wall's name, the importing file, what it imports or reaches; paths relative to the root. */
export type Breach = { readonly wall: string; readonly from: string; readonly to: string };

/**
 * Finds every breach of the import walls below a folder.
 * @param root the house's root, absolute; tests point it at a small tree of their own
 */
export async function findBreaches(root: string): Promise<readonly Breach[]> {
  const breaches = [
    ...(await breachesOf(root, CONFIGURATIONS[0])),
    ...(await breachesOf(root, CONFIGURATIONS[1])),
    ...typeImportsOfComponents(root),
  ];
  return breaches.sort((a, b) => a.from.localeCompare(b.from) || a.wall.localeCompare(b.wall));
}

/** The names of all walls, for the test that proves each of them. */
export function wallNames(): readonly string[] {
  return CONFIGURATIONS.flatMap((file) => readConfiguration(file).forbidden.map((rule) => rule.name ?? ''));
}

function readConfiguration(file: string): { readonly forbidden: IForbiddenRuleType[]; readonly options: ICruiseOptions } {
  // A CommonJS file of ours next to this one: rules and options in dependency-cruiser's own shape, which it validates.
  return createRequire(import.meta.url)(file) as { forbidden: IForbiddenRuleType[]; options: ICruiseOptions };
}

async function breachesOf(root: string, file: string): Promise<readonly Breach[]> {
  const { forbidden, options } = readConfiguration(file);
  const rooms = ROOMS.filter((room) => existsSync(path.join(root, room)));
  const cruiseOptions = { ...options, baseDir: root, validate: true, ruleSet: { forbidden } };
  const tsConfig = extractTSConfig(path.join(projectRoot, 'tsconfig.json'));
  const { output } = await cruise(rooms, cruiseOptions, undefined, { tsConfig });
  // Without an outputType the result is the object, never a text.
  return (output as ICruiseResult).summary.violations.map(({ rule, from, to }) => ({ wall: rule.name, from, to }));
}

function typeImportsOfComponents(root: string): readonly Breach[] {
  return globSync('renderer/**/*.svelte', { cwd: root }).flatMap((file) => {
    const specifiers = [...readFileSync(path.join(root, file), 'utf8').matchAll(TYPE_IMPORT)].map((match) => match[1] ?? '');
    return specifiers
      .map((specifier) => path.posix.join(path.posix.dirname(file.split(path.sep).join('/')), specifier))
      .filter((target) => FORBIDDEN_TO_COMPONENTS.test(target))
      .map((to) => ({ wall: 'renderer-imports-core-only', from: file, to }));
  });
}
