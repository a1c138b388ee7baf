/**
 * A printer without metal: takes the same bytes, answers the same bytes, and its paper can be read.
 *
 *   line ─▶ real-time scanner ─▶ receive buffer ─▶ print engine (one line at a time) ─▶ paper ─▶ pieces
 *              └─▶ DLE EOT, DLE ENQ at once            └─▶ GS r, GS ( H when reached
 *
 * Like real ones it stops where it stands when paper, cover or cutter say so, keeps its buffer, and goes on
 * by itself; only losing power loses what was not printed.
 */
import { createEvent } from '../event.ts';
import type { Timing } from '../link/timing.ts';
import type { Unsubscribe } from '../registry/device.ts';
import type { SimulatorLine } from '../transport/transport.ts';
import { type PrinterCommand, readCommand } from './commands.ts';
import { createPaper } from './paper.ts';
import type { PaperLine } from './paper-line.ts';
import { paperTaken } from './paper-taken.ts';
import { createRealTimeScanner, type RealTimeCommand } from './twin-receiver.ts';
import { automaticStatus, isOffline, type PrinterFacts, queuedStatus, realTimeStatus } from './twin-status.ts';

/** Paper between two cuts: the bytes that made it and what is on it. */
export type PaperPiece = { readonly bytes: Uint8Array; readonly lines: readonly PaperLine[] };

export type PrinterTwinOptions = {
  readonly line: SimulatorLine;
  readonly columns: 48 | 32;
  readonly timing: Timing;
  /** Milliseconds a line takes. Default 0; a real unit needs about 25. */
  readonly msPerLine?: number;
  /** Whether GS ( H is answered; cheap units do not. Default true. */
  readonly answersProcessId?: boolean;
  /** Whether GS a is obeyed. Default true. */
  readonly sendsAutomaticStatus?: boolean;
  /** Lines left on the roll at the start. Default 4000, a fresh 80 mm roll. */
  readonly paperLines?: number;
};

export type PrinterTwinState = PrinterFacts & {
  readonly isPowered: boolean;
  readonly paperLines: number;
  /** Received and not yet printed. */
  readonly bufferedBytes: number;
  /** Most bytes the receive buffer ever had to hold: above 4096 a real unit would have lost some. */
  readonly peakBytes: number;
  readonly drawerKicks: number;
};

export type PrinterTwin = {
  state(): PrinterTwinState;
  /** Pieces cut off and not yet taken away, oldest first. */
  pieces(): readonly PaperPiece[];
  /** What hangs out of the printer uncut. */
  current(): PaperPiece;
  /** Takes the cut pieces away. */
  tear(): PaperPiece[];
  onDidChange(listener: () => void): Unsubscribe;
  /** Puts a roll in: `ok` 4000 lines, `near-end` 30, `out` none; or that many lines. */
  setPaper(paper: 'ok' | 'near-end' | 'out' | number): void;
  openCover(): void;
  closeCover(): void;
  /** The next cut gets stuck: error, until `freeCutter` and DLE ENQ. */
  jamCutter(): void;
  freeCutter(): void;
  /** Buffer, modes and error are gone; what is on the paper stays. */
  powerOff(): void;
  powerOn(): void;
  /** Lets go of the line, which stays open. */
  close(): void;
};

const BUFFER_BYTES = 4096;
/** XOFF this far before the end, XON at half: room for what the host's driver still has under way. */
const XOFF_AT = BUFFER_BYTES - 1024;
const XON_AT = BUFFER_BYTES / 2;
const ROLL_LINES = 4000;
const NEAR_END_LINES = 30;

/** A powered printer with paper at the far end of a simulated cable. */
export function createPrinterTwin(options: PrinterTwinOptions): PrinterTwin {
  const { line, timing, msPerLine = 0 } = options;
  const changed = createEvent<void>();
  let isPowered = true;
  let isCoverOpen = false;
  let cutter: 'fine' | 'stuck' | 'error' | 'freed' = 'fine';
  let paperLines = options.paperLines ?? ROLL_LINES;
  let pieces: PaperPiece[] = [];
  let printed: { bytes: number[]; lines: PaperLine[] } = { bytes: [], lines: [] };
  let paper = createPaper(options.columns);
  let scanner = createRealTimeScanner();
  let buffer: number[] = [];
  let peakBytes = 0;
  let drawerKicks = 0;
  let isHoldingOff = false;
  let isMidCommand = false;
  let isAutomatic = false;
  let lastAutomatic = '';
  let stopEngine: (() => void) | null = null;

  const facts = (): PrinterFacts => ({
    isCoverOpen,
    isPaperOut: paperLines <= 0,
    isPaperNearEnd: paperLines <= NEAR_END_LINES,
    hasCutterError: cutter === 'error' || cutter === 'freed',
  });
  const canPrint = (): boolean => isPowered && !isOffline(facts());

  /** Tells everyone who has to know after anything happened. */
  const report = (): void => {
    const status = automaticStatus(facts());
    if (isPowered && isAutomatic && status.join() !== lastAutomatic) line.write(status);
    lastAutomatic = status.join();
    controlFlow();
    changed.emit();
  };
  const update = (): void => {
    report();
    if (canPrint() && buffer.length > 0) startEngine();
  };
  /** The part of a command that still arrives counts as image memory, not as receive buffer. */
  const occupied = (): number => (isMidCommand ? 0 : buffer.length);
  const controlFlow = (): void => {
    if (!isHoldingOff && occupied() >= XOFF_AT) line.write(Uint8Array.of(0x13));
    else if (isHoldingOff && occupied() <= XON_AT) line.write(Uint8Array.of(0x11));
    else return;
    isHoldingOff = !isHoldingOff;
  };
  const startEngine = (): void => {
    stopEngine ??= timing.clock.setTimeout(() => {
      stopEngine = null;
      printOneLine();
    }, msPerLine);
  };

  /** Works the buffer off up to and including the next command that moves the paper. */
  const printOneLine = (): void => {
    const bytes = Uint8Array.from(buffer);
    let offset = 0;
    isMidCommand = false;
    while (canPrint() && offset < bytes.length) {
      const command = readCommand(bytes, offset, paper.isChinese());
      isMidCommand = command === null;
      if (command === null) break;
      if (isCut(command) && cutter === 'stuck') {
        cutter = 'error';
        break;
      }
      offset += command.length;
      if (execute(command, bytes.subarray(offset - command.length, offset))) break;
    }
    buffer = buffer.slice(offset);
    // In the middle of a command only more bytes help; their arrival starts the engine again.
    if (isMidCommand) report();
    else update();
  };
  /** True when the paper moved. */
  const execute = (command: PrinterCommand, bytes: Uint8Array): boolean => {
    if (command.kind === 'command' && answer(command.name, command.parameters)) return false;
    paper.apply(command);
    printed.bytes.push(...bytes);
    const lines = paper.lines.splice(0);
    printed.lines.push(...lines);
    paperLines = Math.max(0, paperLines - paperTaken(lines));
    if (isCut(command)) {
      pieces = [...pieces, { bytes: Uint8Array.from(printed.bytes), lines: printed.lines }];
      printed = { bytes: [], lines: [] };
    }
    return lines.length > 0;
  };
  /** Requests that are answered when the engine reaches them; they are not part of the document. */
  const answer = (name: string, parameters: Uint8Array): boolean => {
    const [first = 0, second = 0] = parameters;
    switch (name) {
      case 'DLE EOT':
      case 'DLE ENQ':
        return true;
      case 'GS a':
        isAutomatic = first !== 0 && options.sendsAutomaticStatus !== false;
        if (isAutomatic) line.write(automaticStatus(facts()));
        return true;
      case 'GS r':
        line.write(Uint8Array.of(first % 0x30 === 1 ? queuedStatus(facts()) : 0));
        return true;
      case 'GS ( H':
        if (first === 0x30 && second === 0x30 && options.answersProcessId !== false) {
          line.write(Uint8Array.of(0x37, 0x22, ...parameters.slice(2, 6), 0x00));
        }
        return true;
      case 'ESC p':
        drawerKicks += 1;
        return false;
      default:
        return false;
    }
  };
  const actAtOnce = ({ name, n }: RealTimeCommand): void => {
    if (name === 'DLE EOT') {
      const status = realTimeStatus(n, facts());
      if (status !== null) line.write(Uint8Array.of(status));
    } else if (cutter === 'freed' && (n === 1 || n === 2)) {
      cutter = 'fine';
      if (n === 2) buffer = [];
    }
  };
  /** Inside a command the same bytes are its data as well. */
  const isInsideCommand = (): boolean => {
    const bytes = Uint8Array.from(buffer);
    for (let offset = 0; offset < bytes.length; ) {
      const command = readCommand(bytes, offset, true);
      if (command === null) return true;
      offset += command.length;
    }
    return false;
  };
  // Nothing is lost here beyond the buffer's size: a simulated cable outruns any XOFF, a real one does not.
  const store = (bytes: readonly number[]): void => {
    buffer.push(...bytes);
    peakBytes = Math.max(peakBytes, occupied());
  };
  const stopListening = line.onData((chunk) => {
    if (!isPowered) return;
    for (const received of scanner.push(chunk)) {
      if (received.kind === 'byte') store([received.byte]);
      else {
        actAtOnce(received.command);
        if (isInsideCommand()) store(received.bytes);
      }
    }
    update();
  });
  const halt = (): void => {
    stopEngine?.();
    stopEngine = null;
  };

  return {
    state: () => ({ ...facts(), isPowered, paperLines, bufferedBytes: buffer.length, peakBytes, drawerKicks }),
    pieces: () => pieces,
    current: () => ({ bytes: Uint8Array.from(printed.bytes), lines: printed.lines }),
    tear() {
      const taken = pieces;
      pieces = [];
      changed.emit();
      return taken;
    },
    onDidChange: (listener) => changed.subscribe(listener),
    setPaper(amount) {
      paperLines = typeof amount === 'number' ? amount : { ok: ROLL_LINES, 'near-end': NEAR_END_LINES, out: 0 }[amount];
      update();
    },
    openCover() {
      isCoverOpen = true;
      update();
    },
    closeCover() {
      isCoverOpen = false;
      update();
    },
    jamCutter() {
      cutter = 'stuck';
      update();
    },
    freeCutter() {
      cutter = cutter === 'error' ? 'freed' : 'fine';
      update();
    },
    powerOff() {
      halt();
      isPowered = false;
      buffer = [];
      isMidCommand = false;
      isAutomatic = false;
      isHoldingOff = false;
      scanner = createRealTimeScanner();
      paper = createPaper(options.columns);
      if (cutter !== 'stuck') cutter = 'fine';
      changed.emit();
    },
    powerOn() {
      isPowered = true;
      update();
    },
    close() {
      halt();
      stopListening();
    },
  };
}

function isCut(command: PrinterCommand): boolean {
  return command.kind === 'command' && ['GS V', 'ESC i', 'ESC m'].includes(command.name);
}
