/** Numbers of counters as they are said, in Mandarin and in English. */

const MANDARIN_DIGITS = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'] as const;
const ENGLISH_ONES = [
  ...(['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'] as const),
  ...(['ten', 'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen'] as const),
] as const;
const ENGLISH_TENS = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const;

/** Largest counter number that is read as a number. */
export const COUNTER_MAXIMUM = 999;

/**
 * Reads a counter number in Mandarin: 3 → 三, 12 → 十二, 20 → 二十, 102 → 一百零二.
 * Before 号窗口 two is 二, never 两 (reference: domain.md 7.1).
 * @param counter Whole number 1…{@link COUNTER_MAXIMUM}.
 * @throws RangeError for any other number.
 */
export function counterWords(counter: number): string {
  assertCounter(counter);
  const { hundreds, tens, ones } = places(counter);
  const digit = (value: number) => MANDARIN_DIGITS[value] ?? '';
  const unit = ones > 0 ? digit(ones) : '';
  if (hundreds === 0) return tens === 0 ? unit : `${tens === 1 ? '' : digit(tens)}十${unit}`;
  const below = tens > 0 ? `${digit(tens)}十${unit}` : ones > 0 ? `零${unit}` : '';
  return `${digit(hundreds)}百${below}`;
}

/**
 * Reads a counter number in English: 3 → three, 21 → twenty-one, 102 → one hundred and two.
 * @param counter Whole number 1…{@link COUNTER_MAXIMUM}.
 * @throws RangeError for any other number.
 */
export function counterWordsEnglish(counter: number): string {
  assertCounter(counter);
  const { hundreds, tens, ones } = places(counter);
  const rest = counter % 100;
  const below = rest < 20 ? (ENGLISH_ONES[rest] ?? '') : [ENGLISH_TENS[tens], ones > 0 ? ENGLISH_ONES[ones] : ''].filter(Boolean).join('-');
  if (hundreds === 0) return below;
  return `${ENGLISH_ONES[hundreds]} hundred${rest > 0 ? ` and ${below}` : ''}`;
}

/** Mandarin reading of one decimal digit: '0' → 零. Undefined for any other character. */
export const digitWord = (digit: string): string | undefined => (/^\d$/.test(digit) ? MANDARIN_DIGITS[Number(digit)] : undefined);

/** English reading of one decimal digit: '0' → zero. Undefined for any other character. */
export const digitWordEnglish = (digit: string): string | undefined => (/^\d$/.test(digit) ? ENGLISH_ONES[Number(digit)] : undefined);

function places(value: number): { readonly hundreds: number; readonly tens: number; readonly ones: number } {
  return { hundreds: Math.floor(value / 100), tens: Math.floor(value / 10) % 10, ones: value % 10 };
}

function assertCounter(counter: number): void {
  if (!Number.isInteger(counter) || counter < 1 || counter > COUNTER_MAXIMUM) {
    throw new RangeError(`a counter is a whole number from 1 to ${COUNTER_MAXIMUM}, got ${counter}`);
  }
}
