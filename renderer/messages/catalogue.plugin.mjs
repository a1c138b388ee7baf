/**
 * Reads the message catalogues for Paraglide: one flat JSON object per locale, key → text, `{name}` marks a parameter.
 * A local plugin, because Paraglide otherwise downloads its reader when it compiles, and a store's machine may be offline.
 */
const PARAMETER = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** The names of the parameters in a text, each once, in order of appearance. */
const parametersOf = (text) => [...new Set([...text.matchAll(PARAMETER)].map((match) => match[1]))];

/** A text as Paraglide's pattern: literal pieces and references to parameters. */
function patternOf(text) {
  return text
    .split(PARAMETER)
    .map((piece, index) =>
      index % 2 === 0 ? { type: 'text', value: piece } : { type: 'expression', arg: { type: 'variable-reference', name: piece } },
    )
    .filter((piece) => piece.type === 'expression' || piece.value !== '');
}

function importFiles({ files }) {
  const parametersByKey = new Map();
  const messages = [];
  const variants = [];
  for (const { locale, content } of files) {
    for (const [key, text] of Object.entries(JSON.parse(new TextDecoder().decode(content)))) {
      parametersByKey.set(key, new Set([...(parametersByKey.get(key) ?? []), ...parametersOf(text)]));
      messages.push({ bundleId: key, locale, selectors: [] });
      variants.push({ messageBundleId: key, messageLocale: locale, matches: [], pattern: patternOf(text) });
    }
  }
  const bundles = [...parametersByKey].map(([id, names]) => ({
    id,
    declarations: [...names].map((name) => ({ type: 'input-variable', name })),
  }));
  return { bundles, messages, variants };
}

export default {
  key: 'tingtai.catalogue',
  toBeImportedFiles: ({ settings }) => settings.locales.map((locale) => ({ locale, path: `./messages/${locale}.json` })),
  importFiles,
};
