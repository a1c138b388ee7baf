/** Driver and twin on a standing clock, over a cable in memory. */
import { describe, expect, test } from 'vitest';
import { createManualTiming } from '../link/manual-timing.ts';
import type { PrintOutcome, PrintProgress } from '../registry/device.ts';
import { createPosPrinter } from './device.ts';
import { drawPaper } from './draw-paper.ts';
import { encodeReceipt } from './encode-receipt.ts';
import { createMemoryCable } from './memory-cable.ts';
import { type PaperLine, textOfLine } from './paper-line.ts';
import { receiptMarkup, SIXTEEN_ITEMS } from './specimen-receipts.ts';
import { createPrinterTwin, type PrinterTwinOptions } from './twin.ts';

const RECEIPT = encodeReceipt(receiptMarkup(SIXTEEN_ITEMS), { columns: 48 });
const texts = (lines: readonly PaperLine[]) => lines.map(textOfLine);

async function setUp(twinOptions: Partial<PrinterTwinOptions> = {}) {
  const timing = createManualTiming(1_000_000);
  const cable = createMemoryCable();
  const twin = createPrinterTwin({ line: cable.line, columns: 48, timing, msPerLine: 25, ...twinOptions });
  const printer = createPosPrinter({
    settings: { name: 'receipt', kind: 'PosPrinter', protocol: 'escpos', transport: cable.line.settings },
    columns: 48,
    connect: cable.connect,
    timing,
  });
  printer.open();
  await timing.advance(100);
  const start = (bytes: Uint8Array = RECEIPT, leave = new AbortController()) => {
    const progress: PrintProgress[] = [];
    const result: { outcome: PrintOutcome | null } = { outcome: null };
    const done = printer.print({ bytes, signal: leave.signal, onProgress: (one) => progress.push(one) }).then((outcome) => {
      result.outcome = outcome;
      return outcome;
    });
    return { progress, result, done, leave, states: () => progress.map((one) => (one.state === 'held' ? one.reason : one.state)) };
  };
  return { timing, cable, twin, printer, start };
}

const small = (text: string) => encodeReceipt(text, { columns: 48 });
const printedTexts = (pieces: readonly { readonly lines: readonly PaperLine[] }[]) =>
  pieces.map((piece) => texts(piece.lines).join('|').trim());

describe('a job', () => {
  test('is printed with proof, and the paper is what the preview shows', async () => {
    const { timing, twin, start } = await setUp();
    const job = start();
    await timing.advance(3_000);
    expect(job.result.outcome).toEqual({ state: 'printed', proof: 'process-id' });
    expect(job.states()).toEqual(['checking', 'sending', 'confirming']);
    expect(twin.pieces().map((piece) => piece.lines)).toEqual([drawPaper(RECEIPT, 48)]);
    expect(twin.pieces()[0]?.bytes).toEqual(RECEIPT);
  });

  test('waits its turn behind the one before', async () => {
    const { timing, twin, start } = await setUp();
    const jobs = ['一', '二', '三'].map((text) => start(small(text)));
    await timing.advance(5_000);
    expect(jobs.map((job) => job.result.outcome?.state)).toEqual(['printed', 'printed', 'printed']);
    expect(printedTexts(twin.pieces())).toEqual(['一|', '二|', '三|']);
  });

  test('longer than the buffer of the unit loses nothing', async () => {
    const { timing, twin, start } = await setUp({ msPerLine: 5 });
    const bytes = encodeReceipt(receiptMarkup(Array(24).fill(SIXTEEN_ITEMS).flat()), { columns: 48 });
    expect(bytes.length).toBeGreaterThan(8_000);
    const job = start(bytes);
    await timing.advance(20_000);
    expect(job.result.outcome?.state).toBe('printed');
    expect(twin.state().peakBytes).toBeLessThanOrEqual(4_096);
    expect(twin.pieces()[0]?.bytes).toEqual(bytes);
  });

  test('is proven by the fence where the unit knows no process ids, and only the first has to wait for that', async () => {
    const { timing, start, cable } = await setUp({ answersProcessId: false });
    const first = start(small('一'));
    await timing.advance(3_000);
    expect(first.result.outcome).toEqual({ state: 'printed', proof: 'fence' });
    const before = cable.sent().length;
    const second = start(small('二'));
    await timing.advance(500);
    expect(second.result.outcome).toEqual({ state: 'printed', proof: 'fence' });
    expect(Buffer.from(cable.sent().slice(before)).toString('hex')).not.toContain('1d2848');
  });

  test('given up while it waits its turn sends nothing', async () => {
    const { timing, twin, start } = await setUp();
    const first = start();
    const second = start(small('二'));
    second.leave.abort();
    await timing.advance(5_000);
    expect([first.result.outcome?.state, second.result.outcome]).toEqual(['printed', { state: 'not-printed', reason: 'aborted' }]);
    expect(twin.pieces()).toHaveLength(1);
  });
});

describe('paper, cover and cutter', () => {
  test.each([
    ['paper-out', (twin: ReturnType<typeof createPrinterTwin>) => twin.setPaper('out')],
    ['cover-open', (twin: ReturnType<typeof createPrinterTwin>) => twin.openCover()],
  ] as const)('%s before a job sends nothing of it', async (reason, spoil) => {
    const { timing, twin, start, printer } = await setUp();
    spoil(twin);
    await timing.advance(10);
    expect(printer.status().conditions).toEqual([reason]);
    const job = start();
    await timing.advance(100);
    expect(job.result.outcome).toEqual({ state: 'not-printed', reason });
    twin.setPaper('ok');
    twin.closeCover();
    await timing.advance(5_000);
    expect([...twin.pieces(), twin.current()].flatMap((piece) => piece.lines)).toEqual([]);
  });

  test.each([true, false])(
    'paper that ends in mid-receipt holds the job; after reloading it is there once, whole (automatic status %s)',
    async (sendsAutomaticStatus) => {
      const { timing, twin, start } = await setUp({ paperLines: 9, sendsAutomaticStatus });
      const job = start();
      await timing.advance(60_000);
      expect(job.result.outcome).toBeNull();
      expect(job.states().at(-1)).toBe('paper-out');
      expect(twin.pieces()).toEqual([]);
      twin.openCover();
      await timing.advance(5_000);
      twin.setPaper('ok');
      twin.closeCover();
      await timing.advance(5_000);
      expect(job.result.outcome).toEqual({ state: 'printed', proof: 'process-id' });
      expect(twin.pieces().map((piece) => piece.bytes)).toEqual([RECEIPT]);
      expect(job.states()).toContain('cover-open');
    },
  );

  test('paper that ends again and again still gives one whole receipt', async () => {
    const { timing, twin, start } = await setUp({ paperLines: 3 });
    const job = start();
    for (let roll = 0; roll < 20; roll += 1) {
      await timing.advance(2_000);
      if (twin.state().isPaperOut) twin.setPaper(3);
    }
    expect(job.result.outcome?.state).toBe('printed');
    expect(twin.pieces().map((piece) => piece.bytes)).toEqual([RECEIPT]);
  });

  test('paper near its end is a warning that lets the job pass', async () => {
    const { timing, twin, start, printer } = await setUp();
    twin.setPaper('near-end');
    const job = start(small('一'));
    await timing.advance(2_000);
    expect(printer.status().conditions).toEqual(['paper-near-end']);
    expect(job.result.outcome?.state).toBe('printed');
  });

  test('a jammed cutter holds the job until a person has it go on', async () => {
    const { timing, twin, start, printer } = await setUp();
    twin.jamCutter();
    const job = start(small('一'));
    await timing.advance(30_000);
    expect(job.states().at(-1)).toBe('cutter-error');
    twin.freeCutter();
    await timing.advance(5_000);
    expect(job.result.outcome).toBeNull();
    await printer.recover('resume');
    await timing.advance(2_000);
    expect(job.result.outcome?.state).toBe('printed');
    expect(twin.pieces()).toHaveLength(1);
  });

  test('given up while held is unknown, and the next customer’s paper is cut apart from it', async () => {
    const { timing, twin, start } = await setUp({ paperLines: 9 });
    const job = start();
    await timing.advance(5_000);
    job.leave.abort();
    await timing.advance(100);
    expect(job.result.outcome).toEqual({ state: 'unknown', reason: 'aborted' });
    twin.setPaper('ok');
    await timing.advance(10_000);
    const next = start(small('下一位'));
    await timing.advance(20_000);
    expect(next.result.outcome?.state).toBe('printed');
    expect(printedTexts(twin.pieces().slice(-1))).toEqual(['下一位|']);
  });

  test('a picture cut short by giving up does not swallow the next receipt', async () => {
    const { timing, twin, start, cable } = await setUp({ paperLines: 1 });
    const picture = Uint8Array.of(0x1d, 0x76, 0x30, 0, 72, 0, 200, 0, ...new Uint8Array(72 * 200).fill(0xaa));
    const job = start(Uint8Array.of(...Buffer.from('1b4061200a', 'hex'), ...picture, 0x0a));
    await timing.advance(5_000);
    expect(cable.sent().length).toBeLessThan(4_200); // XOFF stopped it in the middle of the image
    job.leave.abort();
    await timing.advance(5_000);
    expect(job.result.outcome).toEqual({ state: 'unknown', reason: 'aborted' });
    twin.setPaper('ok');
    await timing.advance(30_000);
    const next = start(small('下一位'));
    await timing.advance(30_000);
    expect(next.result.outcome?.state).toBe('printed');
    expect(printedTexts(twin.pieces().slice(-1))).toEqual(['下一位|']);
  });
});

describe('losing the unit', () => {
  test('a unit switched off in mid-job leaves the outcome unknown, and its next paper is its own', async () => {
    const { timing, twin, start, printer } = await setUp();
    const job = start();
    await timing.advance(200);
    twin.powerOff();
    await timing.advance(30_000);
    expect(job.result.outcome).toEqual({ state: 'unknown', reason: 'no-answer' });
    expect(printer.status().conditions).toEqual(['not-responding']);
    expect(await Promise.race([start().done, timing.advance(5_000)])).toEqual({ state: 'not-printed', reason: 'not-responding' });
    twin.powerOn();
    await timing.advance(10_000);
    expect(printer.status().conditions).toEqual([]);
    const next = start(small('下一位'));
    await timing.advance(20_000);
    expect(next.result.outcome?.state).toBe('printed');
    expect(printedTexts(twin.pieces().slice(-1))).toEqual(['下一位|']);
  });

  test('unplugged before a job is not printed, after its first byte unknown', async () => {
    const { timing, cable, start, printer } = await setUp();
    const running = start();
    await timing.advance(100);
    await cable.line.unplug();
    await timing.advance(10);
    expect(running.result.outcome).toEqual({ state: 'unknown', reason: 'offline' });
    expect(printer.status().connection).toBe('offline');
    const later = start();
    await timing.advance(10);
    expect(later.result.outcome).toEqual({ state: 'not-printed', reason: 'offline' });
    await cable.line.plug();
    await timing.advance(10_000);
    expect(printer.status()).toMatchObject({ connection: 'online', conditions: [] });
  });

  test('a late fence of a lost job does not vouch for the next one', async () => {
    const { timing, twin, start } = await setUp({ answersProcessId: false, sendsAutomaticStatus: false, msPerLine: 1_500 });
    const slow = start(small('甲\n乙\n丙\n丁\n戊\n己\n庚\n辛'));
    await timing.advance(12_000);
    expect(slow.result.outcome).toEqual({ state: 'unknown', reason: 'no-answer' });
    const next = start(small('下一位'));
    let printedWhenTold = '';
    void next.done.then(() => {
      printedWhenTold = printedTexts([...twin.pieces(), twin.current()]).join();
    });
    await timing.advance(60_000);
    expect(next.result.outcome?.state).toBe('printed');
    expect(printedWhenTold).toContain('下一位');
  });
});

test('the trace says what every exchange means', async () => {
  const { timing, start, printer } = await setUp();
  const meanings = new Set<string | null>();
  printer.onDidTrace((entry) => meanings.add(`${entry.direction} ${entry.meaning}`));
  start(small('一'));
  await timing.advance(2_000);
  expect([...meanings].sort()).toEqual([
    'in escpos.process-id',
    'in escpos.queued-status',
    'in escpos.status',
    'out escpos.data',
    'out escpos.process-id',
    'out escpos.status-request',
  ]);
});

test('closing lets go of everything', async () => {
  const { timing, twin, printer } = await setUp();
  await printer.close();
  twin.close();
  await timing.advance(60_000);
  expect([printer.status().connection, timing.pending()]).toEqual(['closed', 0]);
});
