/** What screens and paper show of a person (no national table exists; common practice, see docs). Pure. */

/** 138****6721 */
export function maskNumber(number: string): string {
  return number.length < 8 ? '****' : `${number.slice(0, 3)}****${number.slice(-4)}`;
}

/** 110***********002X: first three, last four. */
export function maskDocument(number: string): string {
  return number.length < 8 ? '****' : `${number.slice(0, 3)}${'*'.repeat(number.length - 7)}${number.slice(-4)}`;
}

const COMPOUND_SURNAMES = ['欧阳', '司马', '上官', '诸葛', '东方', '皇甫', '尉迟', '公孙', '慕容', '令狐', '夏侯', '司徒'];

/** 张*, 欧阳*; four signs and more keep the first and the last. */
export function maskName(name: string): string {
  const signs = Array.from(name);
  if (signs.length <= 1) return '*';
  const surname = COMPOUND_SURNAMES.find((compound) => name.startsWith(compound));
  if (surname !== undefined) return `${surname}${'*'.repeat(signs.length - 2)}`;
  if (signs.length <= 3) return `${signs[0]}${'*'.repeat(signs.length - 1)}`;
  return `${signs[0]}${'*'.repeat(signs.length - 2)}${signs.at(-1)}`;
}
