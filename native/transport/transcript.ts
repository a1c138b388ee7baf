/**
 * Sessions with real units as text: a bug report can carry one, and it becomes a test.
 *
 *   # model, firmware, date, what happens
 *   > aa aa aa 96 69 …     host to device
 *   < aa aa aa 96 69 …     device to host; consecutive lines arrive as separate chunks
 */
import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { TraceEntry } from '../registry/device.ts';
import type { Transport } from './transport.ts';

/** Bytes a line of a transcript shows at most. */
const LINE_BYTES = 64;

export type Transcript = {
  readonly header: readonly string[];
  readonly lines: readonly { readonly direction: 'out' | 'in'; readonly bytes: Uint8Array }[];
};

/** Reads a transcript; throws SyntaxError naming the line. */
export function parseTranscript(text: string): Transcript {
  const header: string[] = [];
  const lines: { direction: 'out' | 'in'; bytes: Uint8Array }[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    if (line.startsWith('#')) {
      header.push(line.slice(1).trim());
      continue;
    }
    const parts = /^([<>])((?: [0-9a-f]{2})+)$/.exec(line);
    if (!parts?.[2]) throw new SyntaxError(`transcript line ${index + 1}: ${line}`);
    const bytes = Uint8Array.from(parts[2].trim().split(' '), (byte) => Number.parseInt(byte, 16));
    lines.push({ direction: parts[1] === '>' ? 'out' : 'in', bytes });
  }
  return { header, lines };
}

/** Writes a device's trace as a transcript. */
export function formatTranscript(header: readonly string[], entries: readonly Pick<TraceEntry, 'direction' | 'bytes'>[]): string {
  const lines = header.map((line) => `# ${line}`);
  for (const { direction, bytes } of entries) {
    for (let start = 0; start < bytes.length; start += LINE_BYTES) {
      const hex = [...bytes.subarray(start, start + LINE_BYTES)].map((byte) => byte.toString(16).padStart(2, '0'));
      lines.push(`${direction === 'out' ? '>' : '<'} ${hex.join(' ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

/** A transport that plays the device's part of a transcript, for one connection. */
export type Replay = {
  readonly transport: Transport;
  /** Throws when the host sent something else, or not everything was used. */
  finish(): void;
};

/** Answers as recorded while the host sends exactly what was recorded; the first difference ends the line. */
export function replayTranscript({ lines }: Transcript): Replay {
  const data = createEvent<Uint8Array>();
  const closed = createEvent<DeviceError>();
  let next = 0;
  let difference: string | null = null;

  function give(): void {
    for (let line = lines[next]; line?.direction === 'in'; line = lines[next]) {
      next++; // Before the bytes go up: the host may answer from inside its listener.
      data.emit(line.bytes);
    }
  }

  function take(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length && !difference; next++) {
      const line = lines[next];
      const sent = bytes.subarray(start, start + (line?.bytes.length ?? bytes.length));
      start += sent.length;
      const expected = line?.direction === 'out' ? line.bytes : null;
      if (expected?.toString() === sent.toString()) continue;
      difference = `step ${next + 1}: host sent [${sent}], recorded ${expected ? `[${expected}]` : 'nothing'}`;
    }
  }

  return {
    transport: {
      open: async () => give(),
      async write(bytes) {
        take(bytes);
        if (!difference) {
          queueMicrotask(give);
          return;
        }
        const error = new DeviceError('device/offline', difference);
        closed.emit(error);
        throw error;
      },
      onData: data.subscribe,
      onClose: closed.subscribe,
      close: async () => undefined,
    },
    finish() {
      if (difference) throw new Error(difference);
      if (next < lines.length) throw new Error(`${lines.length - next} recorded steps were not used`);
    },
  };
}
