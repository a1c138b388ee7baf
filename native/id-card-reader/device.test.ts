import { afterEach, describe, expect, test } from 'vitest';
import { createManualTiming, type ManualTiming } from '../link/manual-timing.ts';
import { systemTiming } from '../link/timing.ts';
import type { DeviceSettings, DeviceStatus, IdCardReader } from '../registry/device.ts';
import { createMemoryLine } from '../transport/memory-line.ts';
import { transportFactory } from '../transport/open-transport.ts';
import { openSimulatorLine } from '../transport/simulator-line.ts';
import { SAM_COMMAND } from './commands.ts';
import { createIdCardReader, ID_CARD_READER_LINE } from './device.ts';
import { SPECIMEN_CARDS, type SpecimenCard } from './specimen-cards.ts';
import { createIdCardReaderTwin, type IdCardReaderTwin } from './twin.ts';

const settings: DeviceSettings = {
  name: 'reader-1',
  kind: 'IdCardReader',
  counter: 1,
  protocol: 'sam-v',
  transport: { type: 'simulator' },
};
const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

function cardOf(id: string): SpecimenCard {
  const card = SPECIMEN_CARDS.find((one) => one.id === id);
  if (!card) throw new Error(`no specimen ${id}`);
  return card;
}

/** Resolves once the status is as wanted. */
function statusOf(
  device: Pick<IdCardReader, 'status' | 'onDidChangeStatus'>,
  wanted: (status: DeviceStatus) => boolean,
): Promise<DeviceStatus> {
  return new Promise((resolve) => {
    const check = (status: DeviceStatus) => {
      if (!wanted(status)) return;
      unsubscribe();
      resolve(status);
    };
    const unsubscribe = device.onDidChangeStatus(check);
    check(device.status());
  });
}
const isOnline = (status: DeviceStatus) => status.connection === 'online';
const isOffline = (status: DeviceStatus) => status.connection === 'offline';

async function connected(via: 'pseudo-terminal' | 'socket' = 'pseudo-terminal', timing = systemTiming, readMs = 0) {
  const line = await openSimulatorLine(via);
  const twin: IdCardReaderTwin = createIdCardReaderTwin(line, { timing, readMs });
  const reader = createIdCardReader(settings, transportFactory(line.settings, ID_CARD_READER_LINE), timing);
  open.push(twin, reader);
  reader.open();
  await statusOf(reader, isOnline);
  return { twin, reader };
}

/** Moves the manual clock on until the promise settles. */
async function settle<T>(timing: ManualTiming, promise: Promise<T>): Promise<T> {
  let isSettled = false;
  const done = () => {
    isSettled = true;
  };
  promise.then(done, done);
  while (!isSettled) await timing.advance(20);
  return promise;
}

describe.each(['pseudo-terminal', 'socket'] as const)('a reader on a real %s', (via) => {
  test('reads every kind of card, each after the one before was lifted', async () => {
    const { twin, reader } = await connected(via);
    for (const card of SPECIMEN_CARDS) {
      twin.remove();
      const lifted = reader.readCard(never);
      twin.place(card);
      const read = await lifted;
      expect([read.kind, read.number, read.photo]).toEqual([card.text.kind, card.text.fields.number, card.photo]);
    }
  });

  test('a cable pulled in the middle of a read is device/offline, and re-plugged it reads again', async () => {
    const { twin, reader } = await connected(via, systemTiming, 50);
    twin.place(cardOf('resident-li'));
    const read = reader.readCard(never);
    const refused = expect(read).rejects.toMatchObject({ code: 'device/offline' });
    await new Promise<void>((resolve) => reader.onDidChangePlate((state) => state === 'reading' && resolve()));
    await twin.line.unplug();
    await refused;
    expect((await statusOf(reader, isOffline)).lastError).toMatchObject({ code: 'device/offline' });
    await expect(reader.readCard(never)).rejects.toMatchObject({ code: 'device/offline' });

    await twin.line.plug();
    twin.place(cardOf('resident-li'));
    await statusOf(reader, isOnline);
    await expect(reader.readCard(never)).resolves.toMatchObject({ name: '李样本' });
  });
});

describe('reading', () => {
  test('two calls never interleave: the second waits for a card that was lifted and laid again', async () => {
    const { twin, reader } = await connected();
    const sent: (string | null)[] = [];
    reader.onDidTrace((entry) => entry.direction === 'out' && entry.meaning !== 'sam.status' && sent.push(entry.meaning));
    twin.place(cardOf('resident-li'));
    const first = reader.readCard(never);
    const second = reader.readCard(never);
    await expect(first).resolves.toMatchObject({ name: '李样本' });
    expect(sent.slice(0, 3)).toEqual(['sam.find-card', 'sam.select-card', 'sam.read-base']);
    twin.remove();
    twin.place(cardOf('hong-kong'));
    await expect(second).resolves.toMatchObject({ name: '陈港样' });
  });

  test('a card that was read and still lies there is reported as read, then empty, and is not read twice', async () => {
    const timing = createManualTiming();
    const { twin, reader } = await connectedManually(timing);
    twin.place(cardOf('resident-dotted-name'));
    await settle(timing, reader.readCard(never));
    const states: string[] = [];
    reader.onDidChangePlate((state) => states.push(state));
    const next = reader.readCard(never);
    await timing.advance(2_000);
    expect([reader.plate(), states]).toEqual(['read', []]);
    twin.remove();
    await until(timing, () => states.includes('empty'));
    twin.place(cardOf('taiwan'));
    await expect(settle(timing, next)).resolves.toMatchObject({ name: '林台样' });
    expect(states).toEqual(['empty', 'reading', 'read']);
  });

  test('the signal ends the waiting at once', async () => {
    const { reader } = await connected();
    const leave = new AbortController();
    const refused = expect(reader.readCard(leave.signal)).rejects.toMatchObject({ code: 'device/aborted' });
    leave.abort();
    await refused;
    expect(reader.status().lastError).toBeNull();
  });

  test('a card taken away while it is read is card/moved', async () => {
    const { twin, reader } = await connected();
    twin.place(cardOf('resident-li'));
    twin.moveDuringNextRead();
    await expect(reader.readCard(never)).rejects.toMatchObject({ code: 'card/moved' });
  });

  test('a bank card is card/not-an-id-card', async () => {
    const { twin, reader } = await connected();
    twin.place('not-an-id-card');
    await expect(reader.readCard(never)).rejects.toMatchObject({ code: 'card/not-an-id-card' });
  });

  test('one answer spoilt on the line is asked for again', async () => {
    const timing = createManualTiming();
    const { twin, reader } = await connectedManually(timing);
    twin.place(cardOf('resident-li'));
    twin.spoilNextAnswer();
    await expect(settle(timing, reader.readCard(never))).resolves.toMatchObject({ name: '李样本' });
  });
});

test('a spoilt card answer asks the clerk to lay the card again instead of calling the reader dead', async () => {
  const timing = createManualTiming();
  const { twin, reader } = await connectedManually(timing);
  twin.place(cardOf('resident-li'));
  reader.onDidTrace((entry) => entry.meaning === 'sam.read-base' && twin.spoilNextAnswer());
  await expect(settle(timing, reader.readCard(never))).rejects.toMatchObject({ code: 'card/moved' });
  expect(reader.status()).toMatchObject({ connection: 'online', conditions: [] });
});

describe('answers to the read command', () => {
  test.each([
    [0x10, 1, 'read'],
    [0x10, 2, 'device/protocol'],
    [0x11, 1, 'read'],
    [0x11, 2, 'device/protocol'],
    [0x21, 1, 'device/protocol'],
    [0x23, 1, 'device/fault'],
    [0x24, 1, 'read'],
    [0x24, 2, 'device/fault'],
    [0x31, 1, 'card/rejected'],
    [0x32, 1, 'card/rejected'],
    [0x33, 1, 'card/rejected'],
    [0x37, 1, 'read'],
    [0x37, 2, 'card/rejected'],
    [0x3f, 1, 'read'],
    [0x3f, 2, 'card/unreadable'],
    [0x40, 1, 'card/not-an-id-card'],
    [0x41, 1, 'read'],
    [0x41, 3, 'card/moved'],
    [0x47, 1, 'read'],
    [0x47, 2, 'card/unreadable'],
    [0x60, 1, 'device/fault'],
    [0x66, 1, 'device/fault'],
    [0x80, 1, 'read'],
    [0x81, 1, 'read'],
    [0x81, 3, 'card/moved'],
    [0x91, 1, 'card/unreadable'],
    [0x77, 1, 'device/protocol'],
  ] as const)('SW3 %i, %i times, ends as %s', async (sw3, times, outcome) => {
    const { twin, reader } = await connected();
    twin.place(cardOf('resident-li'));
    twin.answerWith(SAM_COMMAND.ReadBase, sw3, times);
    const ended = await reader.readCard(never).then(
      () => 'read',
      (error) => error.code,
    );
    expect(ended).toBe(outcome);
  });
});

describe('health', () => {
  test('a reader that falls silent is device/timeout and offline, and comes back by itself', async () => {
    const timing = createManualTiming();
    const { twin, reader } = await connectedManually(timing);
    twin.setSilent(true);
    await expect(settle(timing, reader.readCard(never))).rejects.toMatchObject({ code: 'device/timeout' });
    expect(reader.status()).toMatchObject({ connection: 'offline', conditions: ['not-responding'] });
    twin.setSilent(false);
    await until(timing, () => reader.status().connection === 'online');
    expect(reader.status().conditions).toEqual([]);
  });

  test('an idle reader that died is noticed by its heartbeat', async () => {
    const timing = createManualTiming();
    const { twin, reader } = await connectedManually(timing);
    twin.setSilent(true);
    await timing.advance(5_000);
    await until(timing, () => reader.status().connection === 'offline');
    expect(reader.status().lastError?.code).toBe('device/offline');
  });

  test('a SAM that failed its self-test is connected with a complaint until it passes', async () => {
    const timing = createManualTiming();
    const { twin, reader } = await connectedManually(timing);
    twin.setSelfTestFailed(true);
    await expect(settle(timing, reader.readCard(never))).rejects.toMatchObject({ code: 'device/fault' });
    await until(timing, () => reader.status().conditions.includes('self-test-failed'));
    expect(reader.status().connection).toBe('online');
    twin.setSelfTestFailed(false);
    await until(timing, () => reader.status().conditions.length === 0);
  });
});

async function until(timing: ManualTiming, condition: () => boolean): Promise<void> {
  while (!condition()) await timing.advance(50);
}

/** A reader whose time the test moves; on a real line, deadlines could pass while the system carries the bytes. */
async function connectedManually(timing: ManualTiming) {
  const { line, connect } = createMemoryLine();
  const twin = createIdCardReaderTwin(line, { timing });
  const reader = createIdCardReader(settings, connect, timing);
  open.push(twin, reader);
  reader.open();
  await timing.advance(0);
  expect(reader.status().connection).toBe('online');
  return { twin, reader };
}
