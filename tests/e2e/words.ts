/** What the screens say, from their own catalogues, so that a test names a control the way a person reads it. */
import enCatalogue from '../../renderer/messages/en.json' with { type: 'json' };
import zhCN from '../../renderer/messages/zh-CN.json' with { type: 'json' };

export type Language = 'zh-CN' | 'en';
export type WordKey = keyof typeof zhCN & keyof typeof enCatalogue;
type Values = Readonly<Record<string, string | number>>;

/** A sentence of the catalogue with its values filled in. */
export type Words = (key: WordKey, values?: Values) => string;

const CATALOGUES = { 'zh-CN': zhCN, en: enCatalogue } as const;

export function words(language: Language): Words {
  return (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, String(value)), CATALOGUES[language][key]);
}

/** The words of the language a screen starts in. */
export const zh = words('zh-CN');

/** A sentence whose values do not matter, as a pattern over the whole text: `{n}号窗口` matches `3号窗口`. */
export function anyOf(key: WordKey, language: Language = 'zh-CN'): RegExp {
  const literals = words(language)(key)
    .split(/\{\w+\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  return new RegExp(literals.join('.+'));
}
export const en = words('en');
