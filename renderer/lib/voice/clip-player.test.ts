import { describe, expect, test } from 'vitest';
import type { ClipName } from '../../../core/voice/clip-name.ts';
import { CLIP_TIMING, createClipPlayer } from './clip-player.ts';

const SAMPLE_RATE = 1000;

/** An audio device whose sounds end when the test says so; a clip is 50 ms of silence, 200 ms of sound, 50 ms of silence. */
function device({ state = 'running', broken = new Set<ClipName>() }: { state?: AudioContextState; broken?: Set<ClipName> } = {}) {
  const samples = new Float32Array(300).fill(0.5, 50, 250);
  const started: { readonly at: number; readonly offset: number; readonly duration: number }[] = [];
  const loaded: ClipName[] = [];
  const sources: { onended: (() => void) | null; isStopped: boolean }[] = [];
  const gain = { gain: { value: 1 }, connect: () => undefined, disconnect: () => undefined };
  const context = {
    state,
    currentTime: 10,
    destination: {},
    resume: () => new Promise<void>(() => undefined),
    decodeAudioData: async () => ({ getChannelData: () => samples, sampleRate: SAMPLE_RATE }),
    createGain: () => gain,
    createBufferSource: () => {
      const source = {
        buffer: null,
        onended: null,
        isStopped: false,
        connect: () => undefined,
        start: (at: number, offset: number, duration: number) => started.push({ at, offset, duration }),
        stop: () => {
          source.isStopped = true;
        },
      };
      sources.push(source);
      return source;
    },
  };
  const player = createClipPlayer({
    context: context as unknown as AudioContext, // the part of the audio graph the player touches
    load: async (name) => {
      loaded.push(name);
      if (broken.has(name)) throw new Error('offline');
      return new ArrayBuffer(8);
    },
    startTimer: (_milliseconds, onElapsed) => {
      queueMicrotask(onElapsed);
      return () => undefined;
    },
    volume: () => 0.4,
  });
  const begun = async () => {
    for (let turn = 0; turn < 20; turn++) await Promise.resolve();
  };
  return { player, started, loaded, sources, gain, context, begun };
}
const never = new AbortController().signal;

describe('a sentence of clips', () => {
  test('is scheduled back to back without the silence of the files, and is over with its last clip', async () => {
    const { player, started, sources, gain, begun } = device();
    const outcome = player.playClips(['zh-please', 'zh-0', 'zh-1'], never);
    await begun();
    expect(started.map(({ offset, duration }) => [offset, duration])).toEqual(new Array(3).fill([0.05, 0.2]));
    const step = 0.2 + CLIP_TIMING.jointSeconds;
    for (const [index, { at }] of started.entries()) expect(at).toBeCloseTo(10 + CLIP_TIMING.leadSeconds + index * step, 9);
    expect(gain.gain.value).toBe(0.4);
    sources[2]?.onended?.();
    expect(await outcome).toBe('played');
  });

  test('fetches each clip once for all sentences', async () => {
    const { player, loaded, begun } = device();
    await player.preload(['zh-0']);
    void player.playClips(['zh-0', 'zh-0'], never);
    await begun();
    expect(loaded).toEqual(['zh-0']);
  });

  test('rejects when a clip cannot be had, and tries it again the next time', async () => {
    const broken = new Set<ClipName>(['zh-9']);
    const { player, loaded, started, begun } = device({ broken });
    await player.preload(['zh-9']);
    await expect(player.playClips(['zh-9'], never)).rejects.toThrow('offline');
    broken.clear();
    void player.playClips(['zh-9'], never);
    await begun();
    expect(loaded).toHaveLength(3);
    expect(started).toHaveLength(1);
  });

  test('is blocked, not hanging, in a page nobody has clicked', async () => {
    const { player, sources } = device({ state: 'suspended' });
    expect(await player.playClips(['chime'], never)).toBe('blocked');
    expect(sources).toEqual([]);
  });

  test('stops all its clips at once when told to', async () => {
    const { player, sources, begun } = device();
    const stopping = new AbortController();
    const outcome = player.playClips(['zh-0', 'zh-1'], stopping.signal);
    await begun();
    stopping.abort();
    expect(await outcome).toBe('failed');
    expect(sources.map(({ isStopped }) => isStopped)).toEqual([true, true]);
  });

  test('that was told to stop while its clips were loading makes no sound', async () => {
    const { player, sources } = device();
    const stopping = new AbortController();
    const outcome = player.playClips(['zh-0'], stopping.signal);
    stopping.abort();
    expect(await outcome).toBe('failed');
    expect(sources).toEqual([]);
  });
});
