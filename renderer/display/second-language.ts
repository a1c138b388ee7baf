import { locale } from '../lib/locale.svelte.ts';

/** The hall reads two languages: the screen's own large, this one small beside it. Follows the screen's language. */
export const secondLanguage = (): 'zh-CN' | 'en' => (locale.current === 'en' ? 'zh-CN' : 'en');
