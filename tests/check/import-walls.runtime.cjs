/**
 * What a file drags along when it runs, through any number of imports; imports of types vanish before that and do not count
 * (configuration of dependency-cruiser). Complements import-walls.cjs.
 */
const { builtinModules } = require('node:module');
const arrows = require('./import-walls.cjs');

const NODE_MODULES = `^(node:.+|${builtinModules.filter((name) => !name.startsWith('_')).join('|')})$`;
/** The words for devices and their errors: constants without effects, shared by drivers, contracts and screens. */
const DEVICE_VOCABULARY = '^native/(device-error|registry/device)[.]ts$';
const EFFECTFUL_ROOMS = '^(db|native|electron|headoffice)/';
const BROWSER_FILES = { path: '^renderer/', pathNot: '[.]test[.]ts$|^renderer/vite[.]config[.]ts$' };
const CONTRACTS = { path: '^core/.*\\bcontract[.]ts$' };

const wall = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const reaching = (path, pathNot) => ({ path, ...(pathNot ? { pathNot } : {}), reachable: true });

module.exports = {
  forbidden: [
    wall('renderer-reaches-no-node-module', 'A core file used by a screen must be pure.', BROWSER_FILES, reaching(NODE_MODULES)),
    wall(
      'renderer-reaches-no-effectful-room',
      'A core file used by a screen must be pure.',
      BROWSER_FILES,
      reaching(EFFECTFUL_ROOMS, DEVICE_VOCABULARY),
    ),
    wall('contract-reaches-no-node-module', 'Contracts are read by browsers.', CONTRACTS, reaching(NODE_MODULES)),
    wall('contract-reaches-no-effectful-room', 'Contracts are read by browsers.', CONTRACTS, reaching(EFFECTFUL_ROOMS, DEVICE_VOCABULARY)),
    wall(
      'headoffice-reaches-no-store-room',
      'Head office shares pure rules, not the store.',
      { path: '^headoffice/' },
      reaching('^(db|native|electron)/', DEVICE_VOCABULARY),
    ),
    wall(
      'no-circles',
      'Two files that need one another are one file, or three.',
      { path: '^(core|db|native|electron|renderer|headoffice)/' },
      { circular: true },
    ),
  ],
  options: { ...arrows.options, tsPreCompilationDeps: false },
};
