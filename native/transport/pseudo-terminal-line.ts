import { closeSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ReadStream } from 'node:tty';
import { createEvent } from '../event.ts';
import type { SimulatorLine } from './transport.ts';

/** The part of the pseudo-terminal addon used here: a pair of descriptors without a process behind it. */
type PtyBinding = { open(columns: number, rows: number): { readonly master: number; readonly slave: number; readonly pty: string } };

/** Both ends of one plugged-in cable. */
type Pair = { readonly device: ReadStream; readonly keeper: ReadStream; readonly keeperDescriptor: number };

function loadBinding(): PtyBinding {
  const require = createRequire(import.meta.url);
  // The package's own entry can only start a process on the terminal; its loader finds the addon for this platform.
  const loader: { requireBinary(file: string): PtyBinding } = require('@lydell/node-pty/requireBinary.js');
  return loader.requireBinary('pty.node');
}

/**
 * A cable made of a pseudo-terminal. The driver's path is a symbolic link in a folder of its own, so it
 * stays the same when a re-plugged cable is a new terminal. Throws where the system has no pseudo-terminals.
 */
export function openPseudoTerminalLine(): SimulatorLine {
  const binding = loadBinding();
  const folder = mkdtempSync(join(tmpdir(), 'tingtai-line-'));
  const path = join(folder, 'tty');
  const data = createEvent<Uint8Array>();
  let held = false;
  let pair: Pair | null = null;

  function plug(): void {
    if (pair) return;
    const terminal = binding.open(80, 24);
    // The driver's end is kept open here as well: with nobody on it, reads of our end would fail before the
    // driver has opened. It is put in raw mode at once and never read.
    const keeper = new ReadStream(terminal.slave);
    keeper.setRawMode(true);
    const device = new ReadStream(terminal.master);
    device.on('data', (chunk: Buffer) => data.emit(new Uint8Array(chunk)));
    device.on('error', () => undefined); // The end of the terminal; the driver hears of it at its own end.
    if (held) device.pause();
    symlinkSync(terminal.pty, path);
    pair = { device, keeper, keeperDescriptor: terminal.slave };
  }

  async function unplug(): Promise<void> {
    if (!pair) return;
    const { device, keeper, keeperDescriptor } = pair;
    pair = null;
    rmSync(path, { force: true });
    const gone = Promise.all([device, keeper].map((end) => new Promise<void>((resolve) => end.once('close', () => resolve()))));
    device.destroy();
    keeper.destroy();
    await gone;
    // The stream reads from a descriptor of its own; the one the terminal was made with is ours to close.
    closeSync(keeperDescriptor);
  }

  try {
    plug();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    settings: { type: 'serial', path },
    write(bytes) {
      pair?.device.write(bytes);
    },
    onData: (listener) => data.subscribe(listener),
    isPlugged: () => pair !== null,
    unplug,
    plug: async () => plug(),
    holdOff(next) {
      held = next;
      if (next) pair?.device.pause();
      else pair?.device.resume();
    },
    async close() {
      await unplug();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
