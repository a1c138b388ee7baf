/** Driver and twin as the demo store runs them: real bytes over a simulator line, on the machine's own clock. */
import { afterEach, expect, test } from 'vitest';
import { systemTiming } from '../link/timing.ts';
import type { PrintJob, PrintProgress } from '../registry/device.ts';
import { transportFactory } from '../transport/open-transport.ts';
import { openSimulatorLine } from '../transport/simulator-line.ts';
import { createPosPrinter, PRINTER_LINE } from './device.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { receiptMarkup, SIXTEEN_ITEMS } from './specimen-receipts.ts';
import { createPrinterTwin } from './twin.ts';

const RECEIPT = encodeReceipt(receiptMarkup(SIXTEEN_ITEMS), { columns: 48 });
const cleanUps: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp();
});

/** Resolves when `isTrue` holds after one of the events. */
function once(subscribe: (check: () => void) => () => void, isTrue: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const check = (): void => {
      if (!isTrue()) return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = subscribe(check);
    queueMicrotask(check);
  });
}

async function setUp(via: 'pseudo-terminal' | 'socket', paperLines?: number) {
  const line = await openSimulatorLine(via);
  const twin = createPrinterTwin({ line, columns: 48, timing: systemTiming, ...(paperLines === undefined ? {} : { paperLines }) });
  const printer = createPosPrinter({
    settings: { name: 'receipt', kind: 'PosPrinter', protocol: 'escpos', transport: line.settings },
    columns: 48,
    connect: transportFactory(line.settings, PRINTER_LINE),
    timing: systemTiming,
  });
  cleanUps.push(
    () => line.close(),
    () => twin.close(),
    () => printer.close(),
  );
  printer.open();
  await once(printer.onDidChangeStatus, () => printer.status().connection === 'online');
  const print = (bytes = RECEIPT, onProgress?: PrintJob['onProgress']) =>
    printer.print({ bytes, signal: new AbortController().signal, ...(onProgress ? { onProgress } : {}) });
  return { line, twin, printer, print };
}

test.each(['pseudo-terminal', 'socket'] as const)('two receipts over a %s come out in order, byte for byte', async (via) => {
  const { twin, print } = await setUp(via);
  const second = encodeReceipt('第二张', { columns: 48 });
  expect(await Promise.all([print(), print(second)])).toEqual([
    { state: 'printed', proof: 'process-id' },
    { state: 'printed', proof: 'process-id' },
  ]);
  expect(twin.tear().map((piece) => piece.bytes)).toEqual([RECEIPT, second]);
});

test.each(['pseudo-terminal', 'socket'] as const)(
  'a receipt far longer than the buffer passes a %s whole, held off by the unit',
  async (via) => {
    const { twin, print } = await setUp(via);
    const long = encodeReceipt(receiptMarkup(Array(24).fill(SIXTEEN_ITEMS).flat()), { columns: 48 });
    expect((await print(long)).state).toBe('printed');
    expect(twin.pieces()[0]?.bytes).toEqual(long);
  },
);

test('paper out in mid-receipt on a real line: held, reloaded, printed once', async () => {
  const { twin, print } = await setUp('pseudo-terminal', 9);
  const told: PrintProgress[] = [];
  const held = Promise.withResolvers<void>();
  const done = print(RECEIPT, (progress) => {
    told.push(progress);
    if (progress.state === 'held') held.resolve();
  });
  await held.promise;
  expect(twin.pieces()).toEqual([]);
  twin.setPaper('ok');
  expect((await done).state).toBe('printed');
  expect(twin.pieces().map((piece) => piece.bytes)).toEqual([RECEIPT]);
  expect(told).toContainEqual({ state: 'held', reason: 'paper-out' });
});

test('a cable pulled in mid-receipt leaves the outcome unknown, and the plugged-in printer prints again', async () => {
  const { line, twin, printer, print } = await setUp('pseudo-terminal', 9);
  const held = Promise.withResolvers<void>();
  const done = print(RECEIPT, (progress) => progress.state === 'held' && held.resolve());
  await held.promise;
  await line.unplug();
  expect(await done).toEqual({ state: 'unknown', reason: 'offline' });
  expect(await print()).toEqual({ state: 'not-printed', reason: 'offline' });
  await once(printer.onDidChangeStatus, () => printer.status().connection === 'offline');
  twin.setPaper('ok');
  await line.plug();
  await once(printer.onDidChangeStatus, () => printer.status().connection === 'online');
  expect((await print(encodeReceipt('又通了', { columns: 48 }))).state).toBe('printed');
});
