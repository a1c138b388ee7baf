/** Plays recorded clips back to back on the audio clock, so that a sentence of eight clips has no gaps and no overlaps. */
import type { ClipName } from '../../../core/voice/clip-name.ts';
import type { Player, PlayOutcome, StartTimer } from './announcer.ts';
import { audibleSpan } from './audible-span.ts';

/** Limits and joints of clip playback. */
export const CLIP_TIMING = {
  /** A blocked AudioContext leaves `resume()` pending until somebody clicks; after this it counts as blocked. */
  resumeMs: 500,
  /** Breath between two clips, seconds; own measure: without it digits run into each other. */
  jointSeconds: 0.04,
  /** Scheduling lead, seconds: the first clip must not start in the past. */
  leadSeconds: 0.03,
} as const;

export type ClipPlayerOptions = {
  readonly context: AudioContext;
  /** Fetches the bytes of a clip; a rejection makes the sentence `failed` and is tried again next time. */
  readonly load: (name: ClipName) => Promise<ArrayBuffer>;
  readonly startTimer: StartTimer;
  /** Loudness 0…1, asked before every sentence. */
  readonly volume: () => number;
};

export type ClipPlayer = {
  readonly playClips: Player<readonly ClipName[]>;
  /** Fetches and decodes clips ahead of their first use; a clip that cannot be had now is tried again when needed. */
  preload(names: readonly ClipName[]): Promise<void>;
};

type Clip = { readonly buffer: AudioBuffer; readonly offset: number; readonly duration: number };

/** Makes a player over one AudioContext, which stays the caller's to close. */
export function createClipPlayer({ context, load, startTimer, volume }: ClipPlayerOptions): ClipPlayer {
  const clips = new Map<ClipName, Promise<Clip>>();

  function clipOf(name: ClipName): Promise<Clip> {
    const known = clips.get(name);
    if (known !== undefined) return known;
    const clip = decode(name);
    clips.set(name, clip);
    clip.catch(() => clips.delete(name));
    return clip;
  }

  async function decode(name: ClipName): Promise<Clip> {
    const buffer = await context.decodeAudioData(await load(name));
    return { buffer, ...audibleSpan(buffer.getChannelData(0), buffer.sampleRate) };
  }

  async function playClips(names: readonly ClipName[], signal: AbortSignal): Promise<PlayOutcome> {
    if (!(await isRunning())) return 'blocked';
    const sentence = await Promise.all(names.map(clipOf));
    return signal.aborted ? 'failed' : playSentence(sentence, signal);
  }

  async function isRunning(): Promise<boolean> {
    if (context.state === 'running') return true;
    await new Promise<void>((resolve) => {
      const cancel = startTimer(CLIP_TIMING.resumeMs, resolve);
      const finish = () => {
        cancel();
        resolve();
      };
      context.resume().then(finish, finish);
    });
    // Asked anew: the state is the browser's and changed while waiting.
    return isContextRunning(context);
  }

  function playSentence(sentence: readonly Clip[], signal: AbortSignal): Promise<PlayOutcome> {
    const gain = context.createGain();
    gain.gain.value = volume();
    gain.connect(context.destination);
    let startsAt = context.currentTime + CLIP_TIMING.leadSeconds;
    const sources = sentence.map(({ buffer, offset, duration }) => {
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.connect(gain);
      source.start(startsAt, offset, duration);
      startsAt += duration + CLIP_TIMING.jointSeconds;
      return source;
    });
    return new Promise((resolve) => {
      const settle = (outcome: PlayOutcome) => {
        signal.removeEventListener('abort', stop);
        gain.disconnect();
        resolve(outcome);
      };
      const stop = () => {
        for (const source of sources) source.stop();
        settle('failed');
      };
      signal.addEventListener('abort', stop);
      const last = sources.at(-1);
      if (last === undefined) settle('played');
      else last.onended = () => settle('played');
    });
  }

  return {
    playClips,
    async preload(names) {
      await Promise.allSettled(names.map(clipOf));
    },
  };
}

const isContextRunning = (context: BaseAudioContext): boolean => context.state === 'running';
