/**
 * The trace as a transcript text file, as tests of drivers read it:
 *
 *   # store, time, what
 *   > aa aa aa 96 69 …     host to device
 *   < aa aa aa 96 69 …     device to host
 *
 * Lines starting with # are remarks; a device is named where the talk passes to it.
 */
import type { Trace } from '../../core/devices/bench-contract.ts';

/** Bytes on one line at most. */
const LINE_BYTES = 64;

/** Writes traces as they came, polls included. A frame the trace cut says so before its first bytes. */
export function transcriptText(header: readonly string[], traces: readonly Trace[]): string {
  const lines = header.map((line) => `# ${line}`);
  let device: string | null = null;
  for (const trace of traces) {
    if (trace.device !== device) lines.push(`# ${trace.device}`);
    device = trace.device;
    const bytes = trace.hex
      .toLowerCase()
      .split(' ')
      .filter((byte) => byte !== '…');
    if (bytes.length < trace.length) lines.push(`# ${bytes.length} of ${trace.length} bytes`);
    for (let start = 0; start < bytes.length; start += LINE_BYTES) {
      lines.push(`${trace.direction === 'out' ? '>' : '<'} ${bytes.slice(start, start + LINE_BYTES).join(' ')}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
