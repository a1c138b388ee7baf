/**
 * The shipped font comes in many files, each fetched when one of its characters first appears. What a screen says when the
 * host is gone appears only then, when nothing can be fetched any more; so its characters are fetched ahead.
 */
import { m } from './messages/messages.js';

/** Fetches the characters of every message of a workplace, and of those all of them share, in the language in use. */
export async function loadGlyphs(workplace: string): Promise<void> {
  const prefixes = [`${workplace}_`, 'lib_', 'error_', 'signin_'];
  // The catalogue is looked at as the plain table it is; a parameter left out costs a few Latin letters.
  const table = m as unknown as Readonly<Record<string, (values: object) => string>>;
  const texts = Object.entries(table).flatMap(([key, text]) => (prefixes.some((prefix) => key.startsWith(prefix)) ? [text({})] : []));
  // A file that cannot be had now leaves a box in place of a character, nothing worse.
  await document.fonts.load('400 16px "Noto Sans SC Variable"', [...new Set(texts.join(''))].join('')).catch(() => undefined);
}
