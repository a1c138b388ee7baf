/** What the hall says when a ticket is called: the sentence, and the clips that say it where no voice is installed. */
import type { ClipName } from './clip-name.ts';
import { counterWords, counterWordsEnglish, digitWord, digitWordEnglish } from './number-words.ts';

/** Reading of digit 1 in ticket numbers: 一 as in most service halls, 幺 as on the telephone and the railway. */
export type DigitOne = 'yi' | 'yao';

/** A ticket and the counter it is called to. */
export type TicketCall = {
  /** Printed number: letters A–Z and digits; blanks and hyphens are not read. */
  readonly number: string;
  /** Number of the counter, 1…999. */
  readonly counter: number;
};

/** One sentence in one language. */
export type CallPhrase = {
  readonly language: 'zh-CN' | 'en-US';
  /** The sentence, for a speech voice and for the screen. */
  readonly text: string;
  /** The same sentence as recordings, to be played one after the other. */
  readonly clips: readonly ClipName[];
};

const MANDARIN_CLIP = {
  零: 'zh-0',
  一: 'zh-1',
  二: 'zh-2',
  三: 'zh-3',
  四: 'zh-4',
  五: 'zh-5',
  六: 'zh-6',
  七: 'zh-7',
  八: 'zh-8',
  九: 'zh-9',
  幺: 'zh-yao',
  十: 'zh-ten',
  百: 'zh-hundred',
} as const satisfies Readonly<Record<string, ClipName>>;

const ENGLISH_CLIP = {
  zero: 'en-0',
  one: 'en-1',
  two: 'en-2',
  three: 'en-3',
  four: 'en-4',
  five: 'en-5',
  six: 'en-6',
  seven: 'en-7',
  eight: 'en-8',
  nine: 'en-9',
  ten: 'en-10',
  eleven: 'en-11',
  twelve: 'en-12',
  thirteen: 'en-13',
  fourteen: 'en-14',
  fifteen: 'en-15',
  sixteen: 'en-16',
  seventeen: 'en-17',
  eighteen: 'en-18',
  nineteen: 'en-19',
  twenty: 'en-20',
  thirty: 'en-30',
  forty: 'en-40',
  fifty: 'en-50',
  sixty: 'en-60',
  seventy: 'en-70',
  eighty: 'en-80',
  ninety: 'en-90',
  hundred: 'en-hundred',
  and: 'en-and',
} as const satisfies Readonly<Record<string, ClipName>>;

/**
 * The call in Mandarin: A001, 3 → 请A零零一号顾客到三号窗口办理业务. Ticket digit by digit, counter as a number (reference: domain.md 7.1).
 * @throws RangeError when the ticket number holds another character than A–Z, a–z, 0–9, blank, hyphen, or nothing to read, or the
 *   counter is not 1…999.
 */
export function callPhrase({ number, counter, digitOne = 'yi' }: TicketCall & { readonly digitOne?: DigitOne }): CallPhrase {
  const ticket = readableCharacters(number).map((character) => {
    if (character === '1' && digitOne === 'yao') return '幺';
    return digitWord(character) ?? character;
  });
  const window = counterWords(counter);
  return {
    language: 'zh-CN',
    text: `请${ticket.join('')}号顾客到${window}号窗口办理业务`,
    clips: ['zh-please', ...ticket.map(mandarinClip), 'zh-customer-to', ...Array.from(window, mandarinClip), 'zh-window-service'],
  };
}

/**
 * The call in English: A001, 3 → Number A zero zero one, please go to counter three.
 * @throws RangeError as {@link callPhrase}.
 */
export function callPhraseEnglish({ number, counter }: TicketCall): CallPhrase {
  const ticket = readableCharacters(number).map((character) => digitWordEnglish(character) ?? character);
  const window = counterWordsEnglish(counter);
  return {
    language: 'en-US',
    text: `Number ${ticket.join(' ')}, please go to counter ${window}.`,
    clips: ['en-number', ...ticket.map(englishClip), 'en-go-to-counter', ...window.split(/[ -]/).map(englishClip)],
  };
}

function readableCharacters(number: string): string[] {
  const characters = Array.from(number.toUpperCase().replace(/[\s-]/g, ''));
  if (characters.length === 0 || !characters.every((character) => /^[A-Z0-9]$/.test(character))) {
    throw new RangeError(`a ticket number is letters A to Z and digits, got "${number}"`);
  }
  return characters;
}

const mandarinClip = (word: string): ClipName => lookUp(MANDARIN_CLIP, word) ?? letterClip(word);

const englishClip = (word: string): ClipName => lookUp(ENGLISH_CLIP, word) ?? letterClip(word);

function lookUp(clips: Readonly<Record<string, ClipName>>, word: string): ClipName | undefined {
  return Object.hasOwn(clips, word) ? clips[word] : undefined;
}

function letterClip(letter: string): ClipName {
  // Only A–Z arrive here: readableCharacters let nothing else through and every number word has its clip.
  return `letter-${letter.toLowerCase()}` as ClipName;
}
