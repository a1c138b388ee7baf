import { readCommand } from './commands.ts';

/** Longest single write: small enough to drain within half a second at 9600 baud, far below any receive buffer. */
const MAX_CHUNK_BYTES = 512;

/**
 * A piece of a document for one write. Only after a `pausable` one may sending stop or a status request go out: it
 * ends between commands, so nothing sent next can be swallowed as a parameter or as image data (devices.md 2.3).
 */
export type JobChunk = { readonly bytes: Uint8Array; readonly pausable: boolean };

/** Cuts a document into chunks of at most 512 bytes, between commands wherever a command is not longer than that. */
export function planChunks(document: Uint8Array): JobChunk[] {
  const chunks: JobChunk[] = [];
  let from = 0;
  const push = (to: number, pausable: boolean): void => {
    if (to > from) chunks.push({ bytes: document.slice(from, to), pausable });
    from = to;
  };
  let chinese = true;
  let offset = 0;
  while (offset < document.length) {
    const command = readCommand(document, offset, chinese);
    const end = offset + (command?.length ?? document.length - offset);
    if (command?.kind === 'command') chinese = chineseAfter(command.name, chinese);
    if (end - from > MAX_CHUNK_BYTES) {
      push(offset, true);
      while (end - from > MAX_CHUNK_BYTES) push(from + MAX_CHUNK_BYTES, false);
    }
    offset = end;
  }
  push(document.length, true);
  return chunks;
}

function chineseAfter(name: string, before: boolean): boolean {
  if (name === 'FS &' || name === 'ESC @') return true;
  return name === 'FS .' ? false : before;
}
