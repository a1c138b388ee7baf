/**
 * Makes data safe inside receiptline markup, in text as well as in property values such as `{code:…}`: whatever
 * a customer is called, it prints as it is written and can never become a column, a decoration or a cut.
 * Special characters become `\xHH`, the one form that both contexts understand; line breaks become spaces;
 * outer spaces are kept without deciding the alignment.
 */
export function escapeMarkup(text: string): string {
  return (
    text
      // Before escaping: some characters normalise INTO special ones (U+1FEF becomes a back quote).
      .normalize()
      .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
      // A combining mark would melt into the last hex digit when receiptline normalises again.
      .replace(/(^|[\\|{}~_"`^=;-])\p{M}+/gu, '$1')
      .replace(/[\\|{}~_"`^=;-]|^ +| +$/g, hexEscape)
  );
}

function hexEscape(characters: string): string {
  return Array.from(characters, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');
}
