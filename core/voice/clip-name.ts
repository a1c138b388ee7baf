/**
 * The words a hall without a Mandarin voice can still say: one recorded clip each.
 *
 *   phrase.ts ── text and clip names ──▶ renderer/lib/voice ──▶ /voice/<name>.mp3 (renderer/public/voice)
 *
 * The recordings are made by renderer/voice/make-clips.sh; a test holds list and files together.
 */

/** Every recording that is shipped; `letter-x` is the English name of the letter. */
export const CLIP_NAMES = [
  'chime',
  ...(['zh-0', 'zh-1', 'zh-2', 'zh-3', 'zh-4', 'zh-5', 'zh-6', 'zh-7', 'zh-8', 'zh-9', 'zh-yao', 'zh-ten', 'zh-hundred'] as const),
  ...(['zh-please', 'zh-customer-to', 'zh-window-service'] as const),
  ...(['letter-a', 'letter-b', 'letter-c', 'letter-d', 'letter-e', 'letter-f', 'letter-g', 'letter-h', 'letter-i'] as const),
  ...(['letter-j', 'letter-k', 'letter-l', 'letter-m', 'letter-n', 'letter-o', 'letter-p', 'letter-q', 'letter-r'] as const),
  ...(['letter-s', 'letter-t', 'letter-u', 'letter-v', 'letter-w', 'letter-x', 'letter-y', 'letter-z'] as const),
  ...(['en-0', 'en-1', 'en-2', 'en-3', 'en-4', 'en-5', 'en-6', 'en-7', 'en-8', 'en-9', 'en-10', 'en-11', 'en-12', 'en-13'] as const),
  ...(['en-14', 'en-15', 'en-16', 'en-17', 'en-18', 'en-19'] as const),
  ...(['en-20', 'en-30', 'en-40', 'en-50', 'en-60', 'en-70', 'en-80', 'en-90', 'en-hundred', 'en-and'] as const),
  ...(['en-number', 'en-go-to-counter'] as const),
] as const;

/** Name of a shipped recording: the file name in `/voice/` without `.mp3`. */
export type ClipName = (typeof CLIP_NAMES)[number];
