import type { FrameBase, Framer } from './link.ts';

/** What the bytes at the start of a buffer are: a frame of this length, too few to tell, or no frame. */
export type FrameLength = number | 'more' | 'wrong';

/**
 * A framer for protocols whose frames can be told from their first bytes and a checksum: where a frame
 * cannot start it drops one byte and looks again. Dropped bytes come out together, in their place.
 * @param lengthAt Looks at a buffer of at least one byte; must answer `wrong` or a length before it grows without end.
 */
export function createScanFramer<Frame extends FrameBase>(options: {
  readonly lengthAt: (buffer: Uint8Array) => FrameLength;
  readonly toFrame: (bytes: Uint8Array) => Frame;
  readonly toDiscarded: (bytes: Uint8Array) => Frame;
}): Framer<Frame> {
  let kept: Uint8Array<ArrayBufferLike> = new Uint8Array(0);
  return {
    push(chunk) {
      const buffer = new Uint8Array(kept.length + chunk.length);
      buffer.set(kept);
      buffer.set(chunk, kept.length);
      const frames: Frame[] = [];
      let discardedFrom = 0;
      let at = 0;
      const flushDiscarded = () => {
        if (at > discardedFrom) frames.push(options.toDiscarded(buffer.slice(discardedFrom, at)));
      };
      while (at < buffer.length) {
        const length = options.lengthAt(buffer.subarray(at));
        if (length === 'more') break;
        if (length === 'wrong') {
          at++;
          continue;
        }
        flushDiscarded();
        frames.push(options.toFrame(buffer.slice(at, at + length)));
        at += length;
        discardedFrom = at;
      }
      flushDiscarded();
      kept = buffer.slice(at);
      return frames;
    },
  };
}
