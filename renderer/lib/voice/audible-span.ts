/** Quieter than this share of full scale is silence (-46 dBFS, as in renderer/voice/make-clips.sh). */
const SILENCE = 0.005;

/**
 * Finds where a recording is audible. MP3 decoders put 20 to 50 ms of silence around a clip, differently in each browser; between
 * clips played back to back it would be heard as stumbling.
 * @param samples One channel, -1…1.
 * @param sampleRate Samples a second.
 * @returns Offset and length in seconds, for `AudioBufferSourceNode.start`; length 0 for silence.
 */
export function audibleSpan(samples: Float32Array, sampleRate: number): { readonly offset: number; readonly duration: number } {
  const isAudible = (sample: number) => Math.abs(sample) > SILENCE;
  const first = samples.findIndex(isAudible);
  if (first < 0) return { offset: 0, duration: 0 };
  const last = samples.findLastIndex(isAudible);
  return { offset: first / sampleRate, duration: (last - first + 1) / sampleRate };
}
