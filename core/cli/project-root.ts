import path from 'node:path';

/** The checkout's folder, absolute: every tool of the house starts from here, whatever the current folder is. */
export const projectRoot = path.resolve(import.meta.dirname, '..', '..');
