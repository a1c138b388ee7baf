/** Picks the real-time commands out of what arrives; the rest is for the receive buffer, in order. */

/** DLE EOT n and DLE ENQ n. */
export type RealTimeCommand = { readonly name: 'DLE EOT' | 'DLE ENQ'; readonly n: number };
export type Received =
  | { readonly kind: 'byte'; readonly byte: number }
  | { readonly kind: 'real-time'; readonly bytes: readonly number[]; readonly command: RealTimeCommand };

const DLE = 0x10;

/** A scanner for one power-on: recognises the commands wherever they stand and however they are split, as firmware does. */
export function createRealTimeScanner(): { push(chunk: Uint8Array): Received[] } {
  let held: number[] = [];
  return {
    push(chunk) {
      const received: Received[] = [];
      const release = (): void => {
        received.push(...held.map((byte) => ({ kind: 'byte', byte }) as const));
        held = [];
      };
      for (const byte of chunk) {
        if (held.length === 2) {
          const name = held[1] === 0x04 ? 'DLE EOT' : 'DLE ENQ';
          received.push({ kind: 'real-time', bytes: [...held, byte], command: { name, n: byte } });
          held = [];
        } else if (held.length === 1 && (byte === 0x04 || byte === 0x05)) {
          held.push(byte);
        } else {
          release();
          if (byte === DLE) held.push(byte);
          else received.push({ kind: 'byte', byte });
        }
      }
      return received;
    },
  };
}
