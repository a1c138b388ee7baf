/**
 * The real sounds of a page: the machine's voice where it has one, the shipped clips otherwise. One object for a page's life.
 *
 *   announcer.ts ──▶ players.ts ──┬─ speech-player.ts ── choose-voice.ts ── speechSynthesis
 *                                 └─ clip-player.ts ──── audible-span.ts ── Web Audio, /voice/*.mp3
 */
import { CLIP_NAMES, type ClipName } from '../../../core/voice/clip-name.ts';
import type { CallPhrase } from '../../../core/voice/phrase.ts';
import type { Player, StartTimer } from './announcer.ts';
import { createClipPlayer } from './clip-player.ts';
import { createSpeechPlayer, type SpeechPlayer } from './speech-player.ts';

export type BrowserPlayersOptions = {
  /** Folder of the clips on the page's own origin, with its trailing slash. */
  readonly clipFolder?: string;
  /** Loudness 0…1, asked before every sound, so that it may follow the time of day. */
  readonly volume?: () => number;
};

export type BrowserPlayers = {
  readonly speak: Player<CallPhrase>;
  readonly playClips: Player<readonly ClipName[]>;
  readonly startTimer: StartTimer;
  /** To be called from a click or key: lets a browser with an autoplay policy play from now on. */
  unlock(): Promise<void>;
  /** Releases the audio device. */
  close(): Promise<void>;
};

/** Timer of the page. */
export const startPageTimer: StartTimer = (milliseconds, onElapsed) => {
  const timer = setTimeout(onElapsed, milliseconds);
  return () => clearTimeout(timer);
};

/**
 * Makes the players of this page and starts fetching all clips (together under 200 kB): a store that loses its server still calls.
 * In a browser without speech synthesis every sentence goes to the clips.
 */
export function createBrowserPlayers({ clipFolder = '/voice/', volume = () => 1 }: BrowserPlayersOptions = {}): BrowserPlayers {
  const context = new AudioContext();
  const clips = createClipPlayer({ context, load: (name) => loadClip(`${clipFolder}${name}.mp3`), startTimer: startPageTimer, volume });
  const speech: SpeechPlayer | undefined =
    'speechSynthesis' in globalThis
      ? createSpeechPlayer({
          synthesis: speechSynthesis,
          createUtterance: (text) => new SpeechSynthesisUtterance(text),
          startTimer: startPageTimer,
          volume,
        })
      : undefined;
  void clips.preload(CLIP_NAMES);
  return {
    speak: async (phrase, signal) => speech?.speak(phrase, signal) ?? 'unavailable',
    playClips: clips.playClips,
    startTimer: startPageTimer,
    unlock: () => context.resume(),
    async close() {
      speech?.close();
      await context.close();
    },
  };
}

async function loadClip(address: string): Promise<ArrayBuffer> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`clip ${address}: HTTP ${response.status}`);
  return response.arrayBuffer();
}
