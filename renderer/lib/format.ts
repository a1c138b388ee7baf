/** How figures are written. Money is integer fen and is split as text, never divided as a float. */

/** 2360 → `23.60`, −2360 → `−23.60` (true minus sign). */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '−' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** For totals: 2360 → `￥23.60`. */
export const yuanSign = (fen: number): string => (fen < 0 ? `−￥${yuan(-fen)}` : `￥${yuan(fen)}`);

/** As people say it: 4100 → `41`, 2360 → `23.6`, 2305 → `23.05`. */
export const yuanSpoken = (fen: number): string =>
  yuan(fen)
    .replace(/\.00$/, '')
    .replace(/(\.\d)0$/, '$1');

/**
 * Yuan as typed → fen, by its digits. Takes `59`, `59.`, `.5`, `59.6`, `59.60`, full-width digits and stops too.
 * @returns null for anything else, more than two decimals or more than eight digits of yuan.
 */
export function parseYuan(typed: string): number | null {
  const plain = typed.normalize('NFKC').replaceAll('。', '.').replaceAll(',', '').trim();
  const match = /^(\d{0,8})(?:\.(\d{0,2}))?$/.exec(plain);
  if (!match || !/\d/.test(plain)) return null;
  return Number((match[1] ?? '') + (match[2] ?? '').padEnd(2, '0'));
}

const two = (value: number): string => String(value).padStart(2, '0');

/** Seconds → `06:48`; an hour and more → `1:06:48`. Negative counts as zero. */
export function minutesSeconds(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / 3600);
  const rest = `${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}

/** Seconds → whole hours and minutes, for a sentence (3小时12分). */
export function hoursMinutes(seconds: number): { readonly hours: number; readonly minutes: number } {
  const minutes = Math.max(0, Math.floor(seconds / 60));
  return { hours: Math.floor(minutes / 60), minutes: minutes % 60 };
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(locale: string, timeZone: string, style: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${timeZone} ${style}`;
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, { ...options, timeZone });
  formatters.set(key, known);
  return known;
}

type When = Date | string | number;

/** Wall clock in the store's zone: `10:24:36`. */
export const clockTime = (when: When, timeZone: string): string =>
  formatter('en-GB', timeZone, 'second', { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(
    new Date(when),
  );

/** `10:24` in the store's zone. */
export const clockMinute = (when: When, timeZone: string): string =>
  formatter('en-GB', timeZone, 'minute', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(when));

/** `03-10` in the store's zone. */
export const monthDay = (when: When, timeZone: string): string => isoDay(when, timeZone).slice(5);

/** `2026-03-10` in the store's zone. */
export const isoDay = (when: When, timeZone: string): string =>
  formatter('sv-SE', timeZone, 'day', { year: 'numeric', month: '2-digit', day: '2-digit' }).format(new Date(when));

/** `2026年3月10日 星期二` or `Tuesday, 10 March 2026`, in the store's zone. */
export const longDay = (when: When, timeZone: string, locale: string): string =>
  formatter(locale === 'en' ? 'en-GB' : locale, timeZone, 'long', { year: 'numeric', month: 'long', day: 'numeric', weekday: 'long' })
    .format(new Date(when))
    .replace(/日(?=星期)/, '日 ');

/** `3月10日 星期二` or `Tuesday 10 March`, in the store's zone. */
export const shortDay = (when: When, timeZone: string, locale: string): string =>
  formatter(locale === 'en' ? 'en-GB' : locale, timeZone, 'short', { month: 'long', day: 'numeric', weekday: 'long' })
    .format(new Date(when))
    .replace(/日(?=星期)/, '日 ');

/** Seconds from one instant to another, never negative. */
export const secondsBetween = (from: When, to: When): number => Math.max(0, (new Date(to).getTime() - new Date(from).getTime()) / 1000);
