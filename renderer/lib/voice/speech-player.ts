/**
 * Says a sentence with a voice installed on the machine.
 *
 * Habits of browsers it lives with: voices arrive late (`voiceschanged`); Chromium sometimes never fires `end`, among
 * other reasons because the utterance was garbage collected; a voice of the network never starts while the network is down; without a click on the
 * page Chromium answers `not-allowed`.
 */
import type { CallPhrase } from '../../../core/voice/phrase.ts';
import type { Player, PlayOutcome, StartTimer } from './announcer.ts';
import { chooseVoice } from './choose-voice.ts';

/** Limits of one spoken sentence, milliseconds. */
export const SPEECH_TIMING = {
  /** A voice that has not begun by then will not: the clips take over. */
  startMs: 2_500,
  /** Slowest reading of one character, twice the usual pace: Mandarin about 220 ms, English letters about 60 ms. */
  perCharacterMs: { 'zh-CN': 450, 'en-US': 120 },
  /** Added to the estimate for a voice's own silences. */
  spareMs: 2_000,
} as const;

/** A little slower than conversation, for a hall with echo. 1 is the voice's own pace. */
const RATE = 0.9;

export type SpeechPlayerOptions = {
  readonly synthesis: Pick<SpeechSynthesis, 'getVoices' | 'speak' | 'cancel' | 'resume' | 'addEventListener' | 'removeEventListener'>;
  readonly createUtterance: (text: string) => SpeechSynthesisUtterance;
  readonly startTimer: StartTimer;
  /** Loudness 0…1, asked before every sentence. */
  readonly volume: () => number;
};

export type SpeechPlayer = {
  /** Answers `unavailable` at once where no voice speaks the sentence's language. */
  readonly speak: Player<CallPhrase>;
  /** Stops listening for new voices. */
  close(): void;
};

/** Makes a player over the browser's speech synthesis. */
export function createSpeechPlayer({ synthesis, createUtterance, startTimer, volume }: SpeechPlayerOptions): SpeechPlayer {
  let voices = synthesis.getVoices();
  const refreshVoices = () => {
    voices = synthesis.getVoices();
  };
  synthesis.addEventListener('voiceschanged', refreshVoices);
  // Kept until it settled: Chromium collects an utterance nobody holds, and its `end` with it.
  const held = new Set<SpeechSynthesisUtterance>();

  async function speak(phrase: CallPhrase, signal: AbortSignal): Promise<PlayOutcome> {
    const voice = chooseVoice(voices, phrase.language);
    if (voice === undefined || signal.aborted) return 'unavailable';
    const utterance = Object.assign(createUtterance(phrase.text), { voice, lang: voice.lang, rate: RATE, volume: volume() });
    return new Promise((resolve) => {
      let cancelTimer: () => void = () => undefined;
      const settle = (outcome: PlayOutcome) => {
        cancelTimer();
        signal.removeEventListener('abort', stop);
        if (held.delete(utterance)) resolve(outcome);
      };
      const stop = () => {
        settle('failed');
        synthesis.cancel();
      };
      const watch = (milliseconds: number, outcome: PlayOutcome) => {
        cancelTimer();
        cancelTimer = startTimer(milliseconds, () => {
          settle(outcome);
          synthesis.cancel();
        });
      };
      utterance.onstart = () => {
        // Begun but not ended long after its length: it was heard, only the event is missing.
        if (held.has(utterance))
          watch(SPEECH_TIMING.spareMs + phrase.text.length * SPEECH_TIMING.perCharacterMs[phrase.language], 'played');
      };
      utterance.onend = () => settle('played');
      utterance.onerror = ({ error }) => settle(error === 'not-allowed' ? 'blocked' : 'failed');
      signal.addEventListener('abort', stop);
      held.add(utterance);
      watch(SPEECH_TIMING.startMs, 'failed');
      // A page that was paused by its browser keeps a paused synthesis, which queues without a sound.
      synthesis.resume();
      synthesis.speak(utterance);
    });
  }

  return { speak, close: () => synthesis.removeEventListener('voiceschanged', refreshVoices) };
}
