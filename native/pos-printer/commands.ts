/**
 * Reads ESC/POS one command or character at a time, as a printer's firmware does. Used by the drawing of
 * paper, by the twin's print engine and by the driver, which may only pause between commands.
 *
 *   bytes ──[readCommand]──▶ character · control · command (name + parameters)
 *
 * Source: devices.md 2.2 and the command families' common layout (`GS (`, `FS (`, `ESC (`: pL pH + data).
 */

/** One step of the printer's language. `length` is what it takes of the stream, bytes. */
export type PrinterCommand =
  | { readonly kind: 'character'; readonly bytes: Uint8Array; readonly length: number }
  | { readonly kind: 'control'; readonly code: number; readonly length: number }
  /** `name` as manuals write it: `ESC @`, `GS ( k`, `DLE EOT`. `parameters` are the bytes after the name. */
  | { readonly kind: 'command'; readonly name: string; readonly parameters: Uint8Array; readonly known: boolean; readonly length: number };

const PREFIX: Readonly<Record<number, string>> = { 16: 'DLE', 27: 'ESC', 28: 'FS', 29: 'GS' };

/** Parameter bytes after prefix and letter, for commands whose length is fixed. */
// biome-ignore format: a table, read by family and length
const FIXED: Readonly<Record<string, number>> = {
  'ESC @': 0, 'ESC 2': 0, 'ESC i': 0, 'ESC m': 0, 'ESC v': 0, 'ESC S': 0, 'ESC L': 0,
  'ESC !': 1, 'ESC -': 1, 'ESC 3': 1, 'ESC =': 1, 'ESC E': 1, 'ESC G': 1, 'ESC J': 1, 'ESC K': 1, 'ESC M': 1, 'ESC R': 1, 'ESC T': 1,
  'ESC V': 1, 'ESC a': 1, 'ESC d': 1, 'ESC e': 1, 'ESC r': 1, 'ESC t': 1, 'ESC u': 1, 'ESC {': 1, 'ESC  ': 1, 'ESC %': 1,
  'ESC $': 2, 'ESC \\': 2, 'ESC B': 2, 'ESC c': 2, 'ESC p': 3, 'ESC W': 8,
  'FS &': 0, 'FS .': 0, 'FS !': 1, 'FS -': 1, 'FS C': 1, 'FS W': 1, 'FS S': 2, 'FS p': 2, 'FS ?': 2, 'FS 2': 74,
  'GS !': 1, 'GS /': 1, 'GS B': 1, 'GS H': 1, 'GS I': 1, 'GS a': 1, 'GS b': 1, 'GS f': 1, 'GS h': 1, 'GS r': 1, 'GS w': 1, 'GS :': 0,
  'GS $': 2, 'GS L': 2, 'GS P': 2, 'GS W': 2, 'GS \\': 2, 'GS ^': 3,
};
const REAL_TIME: Readonly<Record<number, readonly [name: string, parameters: number]>> = {
  4: ['DLE EOT', 1],
  5: ['DLE ENQ', 1],
};

/**
 * The next step at `offset`, or null when the bytes end in the middle of it. Never throws; a sequence it
 * does not know is taken as prefix + letter with `known: false`.
 * @param chinese Whether bytes from 81h on start Chinese characters (FS & … FS .).
 */
export function readCommand(bytes: Uint8Array, offset: number, chinese: boolean): PrinterCommand | null {
  const first = bytes[offset];
  if (first === undefined) return null;
  const prefix = PREFIX[first];
  if (prefix !== undefined) return readPrefixed(bytes, offset, prefix);
  if (first < 0x20) return { kind: 'control', code: first, length: 1 };
  const length = chinese && first >= 0x81 && first <= 0xfe ? characterLength(bytes, offset) : 1;
  return length === null ? null : { kind: 'character', bytes: bytes.slice(offset, offset + length), length };
}

/** GB18030: lead 81–FE, then 40–7E/80–FE (two bytes) or 30–39, 81–FE, 30–39 (four). A broken lead stands alone. */
function characterLength(bytes: Uint8Array, offset: number): number | null {
  const second = bytes[offset + 1];
  if (second === undefined) return null;
  if (second >= 0x40 && second <= 0xfe && second !== 0x7f) return 2;
  if (second < 0x30 || second > 0x39) return 1;
  const third = bytes[offset + 2];
  if (third === undefined) return null;
  if (third < 0x81 || third > 0xfe) return 1;
  const fourth = bytes[offset + 3];
  if (fourth === undefined) return null;
  return fourth >= 0x30 && fourth <= 0x39 ? 4 : 1;
}

function readPrefixed(bytes: Uint8Array, offset: number, prefix: string): PrinterCommand | null {
  const letter = bytes[offset + 1];
  if (letter === undefined) return null;
  const at = (index: number): number | undefined => bytes[offset + index];
  const take = (name: string, head: number, parameters: number | null, known = true): PrinterCommand | null => {
    if (parameters === null || offset + head + parameters > bytes.length) return null;
    return { kind: 'command', name, parameters: bytes.slice(offset + head, offset + head + parameters), known, length: head + parameters };
  };
  if (prefix === 'DLE') {
    const realTime = REAL_TIME[letter];
    if (realTime !== undefined) return take(realTime[0], 2, realTime[1]);
    // DLE DC4: function 8 (clear buffers) is ten bytes long, the others five.
    if (letter === 0x14) return take('DLE DC4', 2, at(2) === undefined ? null : at(2) === 8 ? 8 : 3);
    return { kind: 'control', code: 0x10, length: 1 };
  }
  if (letter < 0x20) return take(`${prefix} ?`, 1, 0, false);
  const name = `${prefix} ${String.fromCharCode(letter)}`;
  const fixed = FIXED[name];
  if (fixed !== undefined) return take(name, 2, fixed);
  if (letter === 0x28) return readFunction(name, at, take);
  return VARIABLE[name] === undefined ? take(name, 2, 0, false) : take(name, 2, VARIABLE[name](at, bytes, offset));
}

type Take = (name: string, head: number, parameters: number | null) => PrinterCommand | null;
type At = (index: number) => number | undefined;

/** The `(` families: letter, pL, pH, then that many bytes; parameters start behind the length. */
function readFunction(family: string, at: At, take: Take): PrinterCommand | null {
  const letter = at(2);
  const size = word(at, 3);
  return letter === undefined || size === null ? null : take(`${family} ${String.fromCharCode(letter)}`, 5, size);
}

/** Little-endian 16 bits, or null past the end. */
function word(at: At, index: number): number | null {
  const low = at(index);
  const high = at(index + 1);
  return low === undefined || high === undefined ? null : low + high * 256;
}

const plus = (value: number | null, more: number): number | null => (value === null ? null : value + more);

/** Parameter lengths that depend on the parameters; null while too little has arrived to know. */
const VARIABLE: Readonly<Record<string, (at: At, bytes: Uint8Array, offset: number) => number | null>> = {
  'ESC *': (at) => {
    const columns = word(at, 3);
    const mode = at(2);
    return columns === null || mode === undefined ? null : 3 + columns * (mode >= 32 ? 3 : 1);
  },
  'ESC D': (_at, bytes, offset) => untilZero(bytes, offset + 2),
  'GS *': (at) => {
    const [x, y] = [at(2), at(3)];
    return x === undefined || y === undefined ? null : 2 + x * y * 8;
  },
  'GS V': (at) => {
    const mode = at(2);
    return mode === undefined ? null : [0, 1, 0x30, 0x31].includes(mode) ? 1 : 2;
  },
  'GS k': (at, bytes, offset) => {
    const system = at(2);
    if (system === undefined) return null;
    if (system < 65) return plus(untilZero(bytes, offset + 3), 1);
    const size = at(3);
    return size === undefined ? null : 2 + size;
  },
  'GS v': (at) => {
    const [width, height] = [word(at, 4), word(at, 6)];
    return width === null || height === null ? null : 6 + width * height;
  },
  'GS 8': (at) => {
    const [low, high] = [word(at, 3), word(at, 5)];
    return low === null || high === null ? null : 5 + low + high * 65_536;
  },
};

function untilZero(bytes: Uint8Array, from: number): number | null {
  const end = bytes.indexOf(0, from);
  return end < 0 ? null : end - from + 1;
}
