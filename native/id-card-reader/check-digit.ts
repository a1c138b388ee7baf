/**
 * Check digits and dates of identity documents.
 * Sources: GB 11643 with ISO 7064 MOD 11-2; the 7-3-1 rule of the 2017 foreigners' card (device notes 1.6, 1.7).
 */

const MOD_11_2_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const MOD_11_2_CHECKS = '10X98765432';

/** The 18th character for the first 17 digits of a citizen, residence-permit or 2023 foreigners' number; null when they are not digits. */
export function citizenCheckDigit(first17: string): string | null {
  if (!/^\d{17}$/.test(first17)) return null;
  const sum = MOD_11_2_WEIGHTS.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return MOD_11_2_CHECKS[sum % 11] ?? null;
}

/** True for 18 characters whose last is the right check (capital X) and whose birth date is a day of the calendar. */
export function isCitizenNumber(number: string): boolean {
  const check = citizenCheckDigit(number.slice(0, 17));
  return check !== null && number === number.slice(0, 17) + check && toIsoDate(number.slice(6, 14)) !== null;
}

/** The 15th digit of a 2017 foreigners' card number: weights 7, 3, 1 in turn, letters A = 10 … Z = 35, modulo 10. */
export function foreigner2017CheckDigit(first14: string): string | null {
  if (!/^[A-Z]{3}\d{11}$/.test(first14)) return null;
  const weights = [7, 3, 1];
  const sum = [...first14].reduce((total, letter, index) => total + Number.parseInt(letter, 36) * (weights[index % 3] ?? 0), 0);
  return String(sum % 10);
}

/** True for three letters and twelve digits, the last of them right. */
export function isForeigner2017Number(number: string): boolean {
  const check = foreigner2017CheckDigit(number.slice(0, 14));
  return check !== null && number === number.slice(0, 14) + check;
}

/** YYYYMMDD as YYYY-MM-DD, or null when the calendar has no such day. */
export function toIsoDate(compact: string): string | null {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(compact);
  if (!parts) return null;
  const iso = `${parts[1]}-${parts[2]}-${parts[3]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : null;
}
