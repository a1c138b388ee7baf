import { describe, expect, test } from 'vitest';
import { callPhrase, callPhraseEnglish } from '../../../core/voice/phrase.ts';
import { ANNOUNCER_TIMING } from './announcer.ts';
import { createSpeechPlayer, SPEECH_TIMING, type SpeechPlayerOptions } from './speech-player.ts';

const phrase = callPhrase({ number: 'A001', counter: 3 });
const mandarin = { lang: 'zh-CN', localService: true } as SpeechSynthesisVoice; // only these two facts are read

/** A browser's speech synthesis whose events the test fires. */
function browser(installed: readonly SpeechSynthesisVoice[]) {
  let voices = [...installed];
  let onVoicesChanged: () => void = () => undefined;
  let timer: { readonly milliseconds: number; readonly onElapsed: () => void } | undefined;
  let cancelled = 0;
  const utterances: SpeechSynthesisUtterance[] = [];
  const synthesis = {
    getVoices: () => voices,
    speak: (utterance: SpeechSynthesisUtterance) => utterances.push(utterance),
    cancel: () => cancelled++,
    resume: () => undefined,
    addEventListener: (_type: string, listener: () => void) => {
      onVoicesChanged = listener;
    },
    removeEventListener: () => {
      onVoicesChanged = () => undefined;
    },
  } as unknown as SpeechPlayerOptions['synthesis']; // the overloads of addEventListener cannot be written as a literal
  const player = createSpeechPlayer({
    synthesis,
    createUtterance: (text) => ({ text }) as SpeechSynthesisUtterance, // the player sets every other field it uses
    startTimer: (milliseconds, onElapsed) => {
      const mine = { milliseconds, onElapsed };
      timer = mine;
      return () => {
        if (timer === mine) timer = undefined;
      };
    },
    volume: () => 0.6,
  });
  return {
    player,
    utterances,
    install: (voice: SpeechSynthesisVoice) => {
      voices = [...voices, voice];
      onVoicesChanged();
    },
    // The events carry more than the player reads.
    start: () => utterances.at(-1)?.onstart?.({} as SpeechSynthesisEvent),
    end: () => utterances.at(-1)?.onend?.({} as SpeechSynthesisEvent),
    fail: (error: SpeechSynthesisErrorCode) => utterances.at(-1)?.onerror?.({ error } as SpeechSynthesisErrorEvent),
    elapse: () => timer?.onElapsed(),
    deadline: () => timer?.milliseconds,
    cancelled: () => cancelled,
  };
}
const never = new AbortController().signal;

describe('a sentence', () => {
  test('is said by the Mandarin voice at the hall volume and is over when it ends', async () => {
    const { player, utterances, start, end, deadline } = browser([mandarin]);
    const outcome = player.speak(phrase, never);
    expect(utterances[0]).toMatchObject({ text: phrase.text, voice: mandarin, lang: 'zh-CN', volume: 0.6 });
    start();
    end();
    expect(await outcome).toBe('played');
    expect(deadline()).toBeUndefined();
  });

  test('is left to the clips at once where no voice speaks Mandarin', async () => {
    const { player, utterances } = browser([{ ...mandarin, lang: 'en-US' }]);
    expect(await player.speak(phrase, never)).toBe('unavailable');
    expect(utterances).toEqual([]);
  });

  test('is said by a voice that was installed or loaded later, until the player is closed', async () => {
    const { player, install, end } = browser([]);
    install(mandarin);
    const outcome = player.speak(phrase, never);
    end();
    expect(await outcome).toBe('played');

    const closed = browser([]);
    closed.player.close();
    closed.install(mandarin);
    expect(await closed.player.speak(phrase, never)).toBe('unavailable');
  });

  test('that does not begin in time failed and is taken back', async () => {
    const { player, elapse, deadline, cancelled } = browser([mandarin]);
    const outcome = player.speak(phrase, never);
    expect(deadline()).toBe(SPEECH_TIMING.startMs);
    elapse();
    expect(await outcome).toBe('failed');
    expect(cancelled()).toBe(1);
  });

  test('that began and never fires its end counts as heard after its length', async () => {
    const { player, start, elapse, deadline } = browser([mandarin]);
    const outcome = player.speak(phrase, never);
    start();
    expect(deadline()).toBe(SPEECH_TIMING.spareMs + phrase.text.length * SPEECH_TIMING.perCharacterMs['zh-CN']);
    elapse();
    expect(await outcome).toBe('played');
  });

  test('in either language has time to end before the announcer stops it', () => {
    const longest = { number: 'ZZ99999', counter: 999 };
    for (const { text, language } of [callPhrase(longest), callPhraseEnglish(longest)]) {
      const limit = SPEECH_TIMING.startMs + SPEECH_TIMING.spareMs + text.length * SPEECH_TIMING.perCharacterMs[language];
      expect(limit).toBeLessThan(ANNOUNCER_TIMING.phraseMaximumMs);
    }
  });

  test.each([
    ['not-allowed', 'blocked'],
    ['network', 'failed'],
    ['synthesis-failed', 'failed'],
  ] as const)('that the browser refuses with %s is %s', async (error, expected) => {
    const { player, fail } = browser([mandarin]);
    const outcome = player.speak(phrase, never);
    fail(error);
    expect(await outcome).toBe(expected);
  });

  test('stops at once when told to, and late events change nothing', async () => {
    const { player, start, end, cancelled, deadline } = browser([mandarin]);
    const stopping = new AbortController();
    const outcome = player.speak(phrase, stopping.signal);
    start();
    stopping.abort();
    end();
    start();
    expect(await outcome).toBe('failed');
    expect(cancelled()).toBe(1);
    expect(deadline()).toBeUndefined();
  });
});
