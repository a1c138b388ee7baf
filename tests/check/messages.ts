/**
 * Compares the message catalogues of the screens: every language says the same things about the same values.
 */
const PARAMETER = /\{([A-Za-z][A-Za-z0-9_]*)\}/g;

/** A catalogue as read from its JSON file: key → text; `{name}` marks a parameter. */
export type Catalogue = Readonly<Record<string, unknown>>;

const parametersOf = (text: string) => [...new Set([...text.matchAll(PARAMETER)].map((match) => match[1] ?? ''))].sort().join(', ');

/**
 * Lists what is wrong between a base catalogue and another one, one sentence a finding; empty when all is well.
 * Reported: keys missing on either side, texts that are empty or no text, differing parameters, braces that mark no parameter.
 */
export function compareCatalogues(baseName: string, base: Catalogue, otherName: string, other: Catalogue): readonly string[] {
  const findings: string[] = [...faultsOf(baseName, base), ...faultsOf(otherName, other)];
  for (const key of Object.keys(base)) if (!Object.hasOwn(other, key)) findings.push(`${otherName} lacks ${key}`);
  for (const [key, text] of Object.entries(other)) {
    const baseText = base[key];
    if (baseText === undefined) findings.push(`${baseName} lacks ${key}`);
    else if (typeof baseText === 'string' && typeof text === 'string' && parametersOf(baseText) !== parametersOf(text)) {
      findings.push(`${key} takes {${parametersOf(baseText)}} in ${baseName} but {${parametersOf(text)}} in ${otherName}`);
    }
  }
  return findings;
}

function faultsOf(name: string, catalogue: Catalogue): readonly string[] {
  return Object.entries(catalogue).flatMap(([key, text]) => {
    if (typeof text !== 'string' || text.trim() === '') return [`${name} has no text for ${key}`];
    return /[{}]/.test(text.replaceAll(PARAMETER, '')) ? [`${name} has a stray brace in ${key}`] : [];
  });
}
