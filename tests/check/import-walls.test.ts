import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Breach, findBreaches, wallNames } from './import-walls.ts';

type ForbiddenArrow = { readonly wall: string; readonly from: string; readonly to: string; readonly line: string };

/** Every wall with the arrows it must stop: the file, the line in it, and what that line leads to. */
const FORBIDDEN: readonly ForbiddenArrow[] = [
  { wall: 'db-imports-nothing-of-ours', from: 'db/a.ts', to: 'core/clock.ts', line: "import '../core/clock.ts';" },
  { wall: 'db-imports-nothing-of-ours', from: 'db/b.ts', to: 'native/link.ts', line: "import '../native/link.ts';" },
  { wall: 'native-imports-nothing-of-ours', from: 'native/a.ts', to: 'core/clock.ts', line: "import '../core/clock.ts';" },
  { wall: 'native-imports-nothing-of-ours', from: 'native/b.ts', to: 'db/store.ts', line: "import type { Store } from '../db/store.ts';" },
  { wall: 'core-imports-db-and-native-only', from: 'core/a.ts', to: 'electron/window.ts', line: "import '../electron/window.ts';" },
  { wall: 'core-imports-db-and-native-only', from: 'core/b.ts', to: 'renderer/lib/view.ts', line: "import '../renderer/lib/view.ts';" },
  { wall: 'core-imports-db-and-native-only', from: 'core/c.ts', to: 'headoffice/feed.ts', line: "import '../headoffice/feed.ts';" },
  { wall: 'renderer-imports-core-only', from: 'renderer/a.ts', to: 'db/store.ts', line: "import type { Store } from '../db/store.ts';" },
  { wall: 'renderer-imports-core-only', from: 'renderer/b.ts', to: 'native/link.ts', line: "import '../native/link.ts';" },
  { wall: 'renderer-imports-core-only', from: 'renderer/c.ts', to: 'electron/window.ts', line: "import '../electron/window.ts';" },
  {
    wall: 'renderer-imports-core-only',
    from: 'renderer/d.svelte',
    to: 'native/link.ts',
    line: "import { link } from '../native/link.ts';",
  },
  {
    wall: 'renderer-imports-core-only',
    from: 'renderer/e.svelte',
    to: 'db/store.ts',
    line: "import type { Store } from '../db/store.ts';",
  },
  { wall: 'renderer-imports-core-only', from: 'renderer/f.svelte.ts', to: 'headoffice/feed.ts', line: "import '../headoffice/feed.ts';" },
  { wall: 'renderer-imports-no-service', from: 'renderer/g.ts', to: 'core/queue/service.ts', line: "import '../core/queue/service.ts';" },
  { wall: 'renderer-imports-no-service', from: 'renderer/h.svelte', to: 'core/host.ts', line: "import { host } from '../core/host.ts';" },
  { wall: 'renderer-imports-no-service', from: 'renderer/i.ts', to: 'core/cli/start.ts', line: "import '../core/cli/start.ts';" },
  { wall: 'renderer-imports-no-node-module', from: 'renderer/j.ts', to: 'fs', line: "import 'node:fs';" },
  { wall: 'renderer-imports-no-node-module', from: 'renderer/k.svelte', to: 'path', line: "import { join } from 'node:path';" },
  {
    wall: 'renderer-reaches-no-node-module',
    from: 'renderer/l.svelte',
    to: 'crypto',
    line: "import { impure } from '../core/queue/impure.ts';",
  },
  { wall: 'renderer-reaches-no-effectful-room', from: 'renderer/m.ts', to: 'native/link.ts', line: "import '../core/queue/linked.ts';" },
  { wall: 'contract-reaches-no-node-module', from: 'core/queue/contract.ts', to: 'crypto', line: "import './impure.ts';" },
  {
    wall: 'contract-reaches-no-effectful-room',
    from: 'core/devices/bench-contract.ts',
    to: 'native/link.ts',
    line: "import '../queue/linked.ts';",
  },
  { wall: 'headoffice-imports-core-only', from: 'headoffice/a.ts', to: 'db/store.ts', line: "import '../db/store.ts';" },
  {
    wall: 'headoffice-imports-no-service',
    from: 'headoffice/b.ts',
    to: 'core/queue/service.ts',
    line: "import '../core/queue/service.ts';",
  },
  { wall: 'headoffice-reaches-no-store-room', from: 'headoffice/c.ts', to: 'native/link.ts', line: "import '../core/queue/linked.ts';" },
  { wall: 'electron-imports-host-only', from: 'electron/a.ts', to: 'core/queue/rule.ts', line: "import '../core/queue/rule.ts';" },
  { wall: 'electron-imports-host-only', from: 'electron/b.ts', to: 'db/store.ts', line: "import '../db/store.ts';" },
  { wall: 'electron-imports-host-only', from: 'electron/c.ts', to: 'renderer/lib/view.ts', line: "import '../renderer/lib/view.ts';" },
  { wall: 'nobody-imports-tests', from: 'core/d.ts', to: 'tests/store-at.ts', line: "import '../tests/store-at.ts';" },
  { wall: 'only-electron-imports-electron', from: 'core/e.ts', to: 'node_modules/electron/index.js', line: "import 'electron';" },
  { wall: 'only-electron-imports-electron', from: 'tests/a.ts', to: 'node_modules/electron/index.js', line: "import 'electron';" },
  {
    wall: 'only-db-imports-better-sqlite3',
    from: 'core/f.ts',
    to: 'node_modules/better-sqlite3/index.js',
    line: "import 'better-sqlite3';",
  },
  {
    wall: 'only-db-imports-better-sqlite3',
    from: 'tests/b.ts',
    to: 'node_modules/better-sqlite3/index.js',
    line: "import 'better-sqlite3';",
  },
  {
    wall: 'only-transport-imports-native-modules',
    from: 'native/c.ts',
    to: 'node_modules/serialport/index.js',
    line: "import 'serialport';",
  },
  { wall: 'only-transport-imports-native-modules', from: 'core/g.ts', to: 'node_modules/node-hid/index.js', line: "import 'node-hid';" },
  {
    wall: 'only-transport-imports-native-modules',
    from: 'tests/c.ts',
    to: 'node_modules/@lydell/node-pty/index.js',
    line: "import '@lydell/node-pty';",
  },
  { wall: 'imports-are-declared', from: 'core/h.ts', to: 'node_modules/left-behind/index.js', line: "import 'left-behind';" },
  { wall: 'imports-resolve', from: 'core/i.ts', to: './gone.ts', line: "import './gone.ts';" },
  { wall: 'no-circles', from: 'core/j.ts', to: 'core/k.ts', line: "import './k.ts';" },
];

/** Arrows that must stay open, beside the targets the forbidden ones need. */
const ALLOWED: Readonly<Record<string, string>> = {
  'core/k.ts': "import './j.ts';",
  'core/clock.ts': 'export {};',
  'core/host.ts': "import '../db/store.ts';\nimport '../native/link.ts';\nimport './queue/service.ts';\nexport const host = 1;",
  'core/cli/start.ts': "import '../host.ts';",
  'core/queue/service.ts': "import type { Store } from '../../db/store.ts';\nimport './rule.ts';\nexport type S = Store;",
  'core/queue/rule.ts': "import type { Impure } from './impure.ts';\nexport type R = Impure;",
  'core/queue/impure.ts': "import 'node:crypto';\nexport const impure = 1;\nexport type Impure = number;",
  'core/queue/linked.ts': "import '../../native/link.ts';",
  'core/devices/contract.ts': "import '../../native/registry/device.ts';",
  'db/store.ts': "import 'node:fs';\nimport 'better-sqlite3';\nexport type Store = number;",
  'native/link.ts': "import './transport/serial.ts';\nexport const link = 1;",
  'native/transport/serial.ts': "import 'serialport';\nimport 'node-hid';\nimport '@lydell/node-pty';",
  'native/registry/device.ts': 'export {};',
  'electron/window.ts': "import 'electron';\nimport '../core/host.ts';",
  'headoffice/feed.ts': "import 'node:http';\nimport '../core/queue/rule.ts';",
  'renderer/lib/view.ts': "import '../../core/queue/rule.ts';\nimport '../../core/devices/contract.ts';",
  'renderer/Page.svelte': `<script lang="ts">\nimport type { R } from '../core/queue/rule.ts';\nlet { rule }: { rule: R } = $props();\n</script>\n{rule}`,
  'renderer/lib/view.test.ts': "import 'node:fs';\nimport './view.ts';",
  'tests/store-at.ts': "import '../db/store.ts';\nimport '../core/host.ts';\nimport '../electron/window.ts';",
  'tests/bench/floor.ts': "import 'better-sqlite3';",
};

const PACKAGES = ['svelte', 'electron', 'better-sqlite3', 'serialport', 'node-hid', '@lydell/node-pty', 'left-behind'];

const asFile = (from: string, line: string) => (from.endsWith('.svelte') ? `<script lang="ts">\n${line}\n</script>\n<p>page</p>` : line);

let root: string;
let breaches: readonly Breach[];

function write(file: string, text: string): void {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
}

beforeAll(async () => {
  root = mkdtempSync(path.join(tmpdir(), 'import-walls-'));
  for (const name of PACKAGES) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
  }
  // What a compiled component imports.
  for (const part of ['client', 'disclose-version', 'flags/legacy']) write(`node_modules/svelte/internal/${part}.js`, '');
  write('node_modules/svelte/package.json', JSON.stringify({ name: 'svelte', exports: { './internal/*': './internal/*.js' } }));
  const declared = Object.fromEntries(PACKAGES.filter((name) => name !== 'left-behind').map((name) => [name, '1.0.0']));
  write('package.json', JSON.stringify({ name: 'house', dependencies: declared }));
  for (const [file, text] of Object.entries(ALLOWED)) write(file, text);
  for (const { from, line } of FORBIDDEN) write(from, asFile(from, line));
  breaches = await findBreaches(root);
}, 60_000);

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('import walls', () => {
  test.each(FORBIDDEN)('$wall stops $from → $to', ({ wall, from, to }) => {
    expect(breaches.filter((breach) => breach.from === from)).toContainEqual({ wall, from, to });
  });

  test('every wall of both configurations is proved above', () => {
    expect(new Set(FORBIDDEN.map(({ wall }) => wall))).toEqual(new Set(wallNames()));
  });

  test('the arrows of the design stay open', () => {
    const open = new Set(Object.keys(ALLOWED));
    open.delete('core/k.ts'); // the other half of the circle
    expect(breaches.filter(({ from }) => open.has(from))).toEqual([]);
  });
});
