import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { transportFactory } from './open-transport.ts';
import { openSimulatorLine } from './simulator-line.ts';
import type { SimulatorLine, Transport } from './transport.ts';

const awkward = Uint8Array.of(0x03, 0x04, 0x0a, 0x0d, 0x11, 0x13, 0x1a, 0x7f, 0xff);
const everyByte = Uint8Array.from({ length: 256 }, (_, value) => value);
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function makeLine(via: 'pseudo-terminal' | 'socket'): Promise<SimulatorLine> {
  const line = await openSimulatorLine(via);
  open.push(line);
  return line;
}

async function makeDriverEnd(line: SimulatorLine): Promise<Transport> {
  const transport = transportFactory(line.settings, { baudRate: 115_200 })();
  open.push(transport);
  await transport.open();
  return transport;
}

/** Resolves with the first `count` bytes that an end receives from now on. */
function collect(end: Pick<Transport, 'onData'>, count: number): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const bytes: number[] = [];
    const unsubscribe = end.onData((chunk) => {
      bytes.push(...chunk);
      if (bytes.length < count) return;
      unsubscribe();
      resolve(Uint8Array.from(bytes));
    });
  });
}

describe.each(['pseudo-terminal', 'socket'] as const)('a simulated %s line', (via) => {
  test('carries every byte value unchanged both ways', async () => {
    const line = await makeLine(via);
    const driver = await makeDriverEnd(line);
    for (const bytes of [awkward, everyByte]) {
      const atDevice = collect(line, bytes.length);
      await driver.write(bytes);
      expect(await atDevice).toEqual(bytes);
      const atDriver = collect(driver, bytes.length);
      line.write(bytes);
      expect(await atDriver).toEqual(bytes);
    }
  });

  test('tells the driver once that the cable was pulled, and lets nobody connect until it is back', async () => {
    const line = await makeLine(via);
    const driver = await makeDriverEnd(line);
    const hangUps: unknown[] = [];
    const hungUp = new Promise<void>((resolve) => {
      driver.onClose((error) => {
        hangUps.push(error);
        resolve();
      });
    });
    await line.unplug();
    await hungUp;
    expect(hangUps).toEqual([expect.objectContaining({ code: 'device/offline' })]);
    await expect(driver.write(awkward)).rejects.toMatchObject({ code: 'device/offline' });
    await expect(makeDriverEnd(line)).rejects.toMatchObject({ code: 'device/offline' });

    await line.plug();
    const again = await makeDriverEnd(line);
    const atDevice = collect(line, awkward.length);
    await again.write(awkward);
    expect(await atDevice).toEqual(awkward);
    expect(hangUps).toHaveLength(1);
  });

  test('does not report our own close as a hang-up', async () => {
    const driver = await makeDriverEnd(await makeLine(via));
    let hangUps = 0;
    driver.onClose(() => hangUps++);
    await driver.close();
    await driver.close();
    expect(hangUps).toBe(0);
  });

  test('delivers what was held off once the device reads again', async () => {
    const line = await makeLine(via);
    const driver = await makeDriverEnd(line);
    line.holdOff(true);
    const long = Uint8Array.from({ length: 20_000 }, (_, index) => index % 251);
    const atDevice = collect(line, long.length);
    const written = driver.write(long);
    line.holdOff(false);
    await written;
    expect(await atDevice).toEqual(long);
  });
});

test('a write held by the device ends with device/offline when the cable is pulled', async () => {
  const line = await makeLine('pseudo-terminal');
  const driver = await makeDriverEnd(line);
  line.holdOff(true);
  const written = driver.write(new Uint8Array(200_000));
  written.catch(() => undefined);
  await line.unplug();
  await expect(written).rejects.toMatchObject({ code: 'device/offline' });
});

test('a closed pseudo-terminal line leaves nothing in the temporary folder', async () => {
  const line = await openSimulatorLine('pseudo-terminal');
  if (line.settings.type !== 'serial') throw new Error('expected a path');
  const folder = dirname(line.settings.path);
  expect(readdirSync(folder)).toEqual(['tty']);
  await line.close();
  expect(() => readdirSync(folder)).toThrow('ENOENT');
});

test('a port that is not there is device/offline, and a way nobody speaks is device/unsupported', async () => {
  const nowhere = transportFactory({ type: 'serial', path: '/dev/tingtai-absent' }, { baudRate: 9600 })();
  await expect(nowhere.open()).rejects.toMatchObject({ code: 'device/offline' });
  expect(() => transportFactory({ type: 'hid', vendorId: 1, productId: 2 }, { baudRate: 9600 })).toThrow(
    expect.objectContaining({ code: 'device/unsupported' }),
  );
  expect(() => transportFactory({ type: 'serial', path: '' }, { baudRate: 9600 })).toThrow('transport.path');
  expect(() => transportFactory({ type: 'serial', path: 'COM3', baudRate: 0 }, { baudRate: 9600 })).toThrow('transport.baudRate');
});
