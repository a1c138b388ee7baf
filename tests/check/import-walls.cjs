/**
 * Who may import whom, arrow by arrow, types included (configuration of dependency-cruiser).
 *
 *   renderer ──▶ contracts and pure rules of core ◀── headoffice        electron ──▶ core/host ──▶ db, native
 *
 * A core file is a contract or a pure rule when it is no service, no host, no command, and reaches neither db/, native/ nor
 * a `node:` module when it runs; that last half is import-walls.runtime.cjs.
 */
const ROOMS = 'core|db|native|electron|renderer|headoffice';
const EFFECTFUL_CORE = ['^core/cli/', '^core/host[./]', '^core/.*\\bservice[.]ts$'];
const TEST_FILE = '[.]test[.]ts$';
const NATIVE_MODULES = ['node_modules/(serialport|node-hid)/', 'node_modules/@serialport/', 'node_modules/@lydell/node-pty'];

/** A wall: files matching `from` must not import files matching `to`. */
const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    wall(
      'db-imports-nothing-of-ours',
      'db/ stands alone: migrations, statements, the one file.',
      { path: '^db/' },
      { path: `^(${ROOMS})/`, pathNot: '^db/' },
    ),
    wall(
      'native-imports-nothing-of-ours',
      'native/ stands alone: bytes and devices.',
      { path: '^native/' },
      { path: `^(${ROOMS})/`, pathNot: '^native/' },
    ),
    wall(
      'core-imports-db-and-native-only',
      'core/ knows no shell, no screen, no head office.',
      { path: '^core/' },
      { path: '^(electron|renderer|headoffice)/' },
    ),
    wall(
      'renderer-imports-core-only',
      'Screens reach the store through the contract.',
      { path: '^renderer/' },
      { path: '^(db|native|electron|headoffice)/' },
    ),
    wall(
      'renderer-imports-no-service',
      'Screens read contracts and pure rules, never services, host or commands.',
      { path: '^renderer/' },
      { path: EFFECTFUL_CORE },
    ),
    wall(
      'headoffice-imports-core-only',
      'Head office shares contracts and pure rules, nothing of a store.',
      { path: '^headoffice/' },
      { path: '^(db|native|electron|renderer)/' },
    ),
    wall(
      'headoffice-imports-no-service',
      'Head office reads contracts and pure rules, never services, host or commands.',
      { path: '^headoffice/' },
      { path: EFFECTFUL_CORE },
    ),
    wall(
      'electron-imports-host-only',
      'The shell holds no business: it starts core/host and nothing else.',
      { path: '^electron/' },
      { path: `^(${ROOMS})/`, pathNot: '^(electron/|core/host([.]ts$|/))' },
    ),
    wall(
      'nobody-imports-tests',
      'Code must not lean on its tests.',
      { path: `^(${ROOMS})/`, pathNot: TEST_FILE },
      { path: `^tests/|${TEST_FILE}` },
    ),

    wall(
      'only-electron-imports-electron',
      'Everything else runs where Electron is not installed.',
      { pathNot: '^electron/' },
      { path: '(^|/)node_modules/electron/|^electron$' },
    ),
    wall(
      'only-db-imports-better-sqlite3',
      'One room opens the database; the benchmark measures the bare binding beside it.',
      { pathNot: '^(db|tests/bench)/' },
      { path: 'node_modules/(@types/)?better-sqlite3/' },
    ),
    wall(
      'only-transport-imports-native-modules',
      'Bytes enter and leave in one folder.',
      { pathNot: '^native/transport/' },
      { path: NATIVE_MODULES },
    ),
    wall(
      'renderer-imports-no-node-module',
      'Screens run in a browser.',
      { path: '^renderer/', pathNot: `${TEST_FILE}|^renderer/vite[.]config[.]ts$` },
      { dependencyTypes: ['core'] },
    ),

    wall(
      'imports-are-declared',
      'A package is used only when package.json names it.',
      {},
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    wall('imports-resolve', 'An import must lead somewhere.', {}, { couldNotResolve: true }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(out|dist|renderer/lib/messages)/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['svelte', 'import', 'require', 'node', 'default', 'types'], exportsFields: ['exports'] },
    extraExtensionsToScan: ['.css', '.json', '.woff2', '.mp3', '.ogg', '.svg', '.png'],
  },
};
