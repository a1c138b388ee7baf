/**
 * The language of the screens, switched while they run: every `m.some_key()` in markup, `$derived` or `$effect` reads it
 * through Paraglide's getter and so follows a change by itself. Import this once at the start of a page, before any message.
 */
import { baseLocale, isLocale, type Locale, overwriteGetLocale, overwriteSetLocale } from './messages/runtime.js';

/** Where a window remembers the language its person chose. */
const STORAGE_KEY = 'tingtai.locale';

const storage = typeof localStorage === 'undefined' ? undefined : localStorage;

function remembered(): Locale {
  const value = storage?.getItem(STORAGE_KEY);
  return isLocale(value) ? value : baseLocale;
}

let current = $state<Locale>(remembered());

function announce(): void {
  if (typeof document !== 'undefined') document.documentElement.lang = current;
}

/** The language in use. `current` is reactive. */
export const locale = {
  get current(): Locale {
    return current;
  },

  /** True while a passing customer's language is shown instead of the remembered one. */
  get isLent(): boolean {
    return current !== remembered();
  },

  /** Switches to a language and remembers it on this machine: the choice of a clerk. */
  set(next: Locale): void {
    current = next;
    storage?.setItem(STORAGE_KEY, next);
    announce();
  },

  /** Switches to a language until the next `set`, `forget` or reload: the choice of a passing customer at kiosk or counter. */
  lend(next: Locale): void {
    current = next;
    announce();
  },

  /** Returns to the remembered language, after `lend`. */
  forget(): void {
    current = remembered();
    announce();
  },
};

overwriteGetLocale(() => current);
overwriteSetLocale((next) => locale.set(next));
announce();
