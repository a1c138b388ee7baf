import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CLIP_NAMES } from './clip-name.ts';
import { callPhrase, callPhraseEnglish } from './phrase.ts';

const SEED = { seed: 20_260_701 };
const shipped = new Set<string>(CLIP_NAMES);
const ticketNumber = fc.stringMatching(/^[A-Za-z]{0,2}[0-9]{1,5}$/);
const counterNumber = fc.integer({ min: 1, max: 999 });

describe('the call in Mandarin', () => {
  test.each([
    { number: 'A001', counter: 3, digitOne: 'yi', text: '请A零零一号顾客到三号窗口办理业务' },
    { number: 'V012', counter: 12, digitOne: 'yi', text: '请V零一二号顾客到十二号窗口办理业务' },
    { number: 'Z108', counter: 2, digitOne: 'yao', text: '请Z幺零八号顾客到二号窗口办理业务' },
  ] as const)('reads $number at counter $counter as $text', ({ text, ...call }) => {
    expect(callPhrase(call).text).toBe(text);
  });

  test('says the same words as clips, in order', () => {
    expect(callPhrase({ number: 'Z108', counter: 102, digitOne: 'yao' }).clips).toEqual([
      ...['zh-please', 'letter-z', 'zh-yao', 'zh-0', 'zh-8', 'zh-customer-to'],
      ...['zh-1', 'zh-hundred', 'zh-0', 'zh-2', 'zh-window-service'],
    ]);
  });

  test('reads one as 一 unless the hall prefers 幺, and never in the counter', () => {
    expect(callPhrase({ number: 'A11', counter: 11 }).text).toBe('请A一一号顾客到十一号窗口办理业务');
    expect(callPhrase({ number: 'A11', counter: 21, digitOne: 'yao' }).text).toBe('请A幺幺号顾客到二十一号窗口办理业务');
  });
});

describe('the call in English', () => {
  test('reads the ticket character by character and the counter as a number', () => {
    expect(callPhraseEnglish({ number: 'A001', counter: 3 })).toEqual({
      language: 'en-US',
      text: 'Number A zero zero one, please go to counter three.',
      clips: ['en-number', 'letter-a', 'en-0', 'en-0', 'en-1', 'en-go-to-counter', 'en-3'],
    });
  });

  test('reads tens and hundreds with the clips of their words', () => {
    expect(callPhraseEnglish({ number: 'B2', counter: 142 }).clips.slice(4)).toEqual(['en-1', 'en-hundred', 'en-and', 'en-40', 'en-2']);
  });
});

describe('both languages', () => {
  test('say every ticket and counter with shipped clips only', () => {
    fc.assert(
      fc.property(ticketNumber, counterNumber, fc.constantFrom('yi' as const, 'yao' as const), (number, counter, digitOne) => {
        for (const phrase of [callPhrase({ number, counter, digitOne }), callPhraseEnglish({ number, counter })]) {
          expect(phrase.clips.filter((clip) => !shipped.has(clip))).toEqual([]);
        }
      }),
      SEED,
    );
  });

  test('sound different for different calls', () => {
    fc.assert(
      fc.property(ticketNumber, counterNumber, ticketNumber, counterNumber, (number, counter, otherNumber, otherCounter) => {
        fc.pre(number.toUpperCase() !== otherNumber.toUpperCase() || counter !== otherCounter);
        const one = { number, counter };
        const other = { number: otherNumber, counter: otherCounter };
        expect(callPhrase(one).clips).not.toEqual(callPhrase(other).clips);
        expect(callPhraseEnglish(one).clips).not.toEqual(callPhraseEnglish(other).clips);
      }),
      SEED,
    );
  });

  test.each(['a-001', 'A 001', 'a001'])('read %j like A001', (number) => {
    expect(callPhrase({ number, counter: 3 })).toEqual(callPhrase({ number: 'A001', counter: 3 }));
  });

  test.each(['', '-', '贵001', 'A001!', 'A００１'])('refuse the ticket number %j', (number) => {
    expect(() => callPhrase({ number, counter: 3 })).toThrow(RangeError);
    expect(() => callPhraseEnglish({ number, counter: 3 })).toThrow(RangeError);
  });

  test.each([0, -1, 1.5, 1000, Number.NaN])('refuse counter %d', (counter) => {
    expect(() => callPhrase({ number: 'A001', counter })).toThrow(RangeError);
    expect(() => callPhraseEnglish({ number: 'A001', counter })).toThrow(RangeError);
  });
});
