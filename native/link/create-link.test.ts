import { describe, expect, test } from 'vitest';
import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { ConnectionState } from '../registry/device.ts';
import type { Transport } from '../transport/transport.ts';
import { createLink } from './create-link.ts';
import type { Command, FrameBase, Link } from './link.ts';
import { createManualTiming, type ManualTiming } from './manual-timing.ts';

/** A cable whose far end the test holds. One byte is one frame. */
function createCable() {
  const written: number[] = [];
  const wire = { isThere: true, onWrite: (_byte: number) => {}, opened: 0, closed: 0, drain: Promise.resolve() };
  let current: { data: ReturnType<typeof createEvent<Uint8Array>>; closed: ReturnType<typeof createEvent<DeviceError>> } | null = null;
  const connect = (): Transport => {
    const mine = { data: createEvent<Uint8Array>(), closed: createEvent<DeviceError>() };
    return {
      async open() {
        if (!wire.isThere) throw new DeviceError('device/offline', 'no such port');
        wire.opened++;
        current = mine;
      },
      async write(bytes) {
        await wire.drain;
        for (const byte of bytes) {
          written.push(byte);
          wire.onWrite(byte);
        }
      },
      onData: mine.data.subscribe,
      onClose: mine.closed.subscribe,
      async close() {
        wire.closed++;
      },
    };
  };
  return {
    wire,
    written,
    connect,
    say: (...bytes: number[]) => current?.data.emit(Uint8Array.from(bytes)),
    pull: () => current?.closed.emit(new DeviceError('device/offline', 'pulled')),
  };
}

const ask = (request: number, reply: number, extra: Partial<Command<FrameBase, number>> = {}): Command<FrameBase, number> => ({
  name: `ask ${request}`,
  bytes: Uint8Array.of(request),
  meaning: `test.ask-${request}`,
  match: (frame) => (frame.bytes[0] === reply ? reply : undefined),
  timeoutMs: 100,
  ...extra,
});

async function connected(options: { handshake?: Command<FrameBase, number> } = {}) {
  const cable = createCable();
  const timing: ManualTiming = createManualTiming(1_000);
  const { handshake } = options;
  const link: Link<FrameBase> = createLink({
    connect: cable.connect,
    createFramer: () => ({ push: (chunk) => [...chunk].map((byte) => ({ bytes: Uint8Array.of(byte) })) }),
    meaningOf: () => null,
    timing,
    ...(handshake ? { handshake: async (exchange) => void (await exchange.run(handshake)) } : {}),
  });
  const states: ConnectionState[] = [];
  link.onDidChangeState(({ state }) => states.push(state));
  link.open();
  await timing.advance(0);
  return { cable, timing, link, states };
}

describe('commands', () => {
  test('a reply that arrives while the request is still being written is not lost', async () => {
    const { cable, link } = await connected();
    cable.wire.onWrite = (byte) => cable.say(byte + 1);
    await expect(link.run(ask(1, 2))).resolves.toBe(2);
  });

  test('only one command is in flight, and the next starts when the reply is there', async () => {
    const { cable, link, timing } = await connected();
    const first = link.run(ask(1, 11));
    const second = link.run(ask(2, 12));
    await timing.advance(50);
    expect(cable.written).toEqual([1]);
    cable.say(11);
    await first;
    await timing.advance(0);
    expect(cable.written).toEqual([1, 2]);
    cable.say(12);
    await expect(second).resolves.toBe(12);
  });

  test('the deadline counts from the end of the write', async () => {
    const { cable, link, timing } = await connected();
    const drained = Promise.withResolvers<void>();
    cable.wire.drain = drained.promise;
    const reply = link.run(ask(1, 2));
    await timing.advance(1_500);
    drained.resolve();
    await timing.advance(99);
    cable.say(2);
    await expect(reply).resolves.toBe(2);
  });

  test('a line that takes no bytes cannot hang a command', async () => {
    const { cable, link, timing } = await connected();
    cable.wire.drain = new Promise(() => {});
    const reply = link.run(ask(1, 2));
    const outcome = expect(reply).rejects.toMatchObject({ code: 'device/timeout' });
    await timing.advance(2_100);
    await outcome;
  });

  test('a command without reply is repeated only if it says that this does no harm', async () => {
    const { cable, link, timing } = await connected();
    const once = expect(link.run(ask(1, 11))).rejects.toMatchObject({ code: 'device/timeout', context: { name: 'ask 1', ms: 100 } });
    await timing.advance(1_000);
    await once;
    expect(cable.written).toEqual([1]);
    const thrice = expect(link.run(ask(2, 12, { attempts: 3 }))).rejects.toMatchObject({ code: 'device/timeout' });
    await timing.advance(1_000);
    await thrice;
    expect(cable.written).toEqual([1, 2, 2, 2]);
  });

  test('a caller who leaves is told at once, and the late reply does not answer the next command', async () => {
    const { cable, link, timing } = await connected();
    const leave = new AbortController();
    const left = expect(link.run(ask(1, 7), leave.signal)).rejects.toMatchObject({ code: 'device/aborted' });
    await timing.advance(10);
    leave.abort();
    await left;
    const next = link.run(ask(2, 7));
    await timing.advance(10);
    expect(cable.written).toEqual([1]);
    cable.say(7); // the reply to the first
    await timing.advance(10);
    expect(cable.written).toEqual([1, 2]);
    cable.say(7);
    await expect(next).resolves.toBe(7);
  });

  test('a caller who leaves the queue sends nothing and lets the others pass', async () => {
    const { cable, link, timing } = await connected();
    const leave = new AbortController();
    const first = link.run(ask(1, 11));
    const second = expect(link.run(ask(2, 12), leave.signal)).rejects.toMatchObject({ code: 'device/aborted' });
    const third = link.run(ask(3, 13));
    leave.abort();
    await second;
    cable.wire.onWrite = (byte) => cable.say(byte + 10);
    await timing.advance(0);
    cable.say(11);
    await first;
    await expect(third).resolves.toBe(13);
    expect(cable.written).toEqual([1, 3]);
  });

  test('a session keeps its turn over several commands', async () => {
    const { cable, link } = await connected();
    cable.wire.onWrite = (byte) => cable.say(byte + 10);
    const session = link.session(async (exchange) => [await exchange.run(ask(1, 11)), await exchange.run(ask(2, 12))]);
    const other = link.run(ask(3, 13));
    expect(await session).toEqual([11, 12]);
    await other;
    expect(cable.written).toEqual([1, 2, 3]);
  });

  test('writeNow passes a session that waits', async () => {
    const { cable, link, timing } = await connected();
    const session = link.session((exchange) => exchange.expect((frame) => frame.bytes[0], 100));
    await timing.advance(0);
    await link.writeNow(Uint8Array.of(9), null);
    expect(cable.written).toEqual([9]);
    cable.say(4);
    await expect(session).resolves.toBe(4);
  });

  test('frames nobody waits for go to the listener, and every frame is traced', async () => {
    const { cable, link, timing } = await connected();
    const unsolicited: number[] = [];
    const trace: unknown[] = [];
    link.onDidReceive((frame) => unsolicited.push(...frame.bytes));
    link.onDidTrace(({ at, direction, bytes, meaning }) => trace.push([at, direction, [...bytes], meaning]));
    const reply = link.run(ask(1, 2));
    await timing.advance(5);
    cable.say(99, 2, 98);
    await reply;
    expect(unsolicited).toEqual([99, 98]);
    expect(trace).toEqual([
      [1_000, 'out', [1], 'test.ask-1'],
      [1_005, 'in', [99], null],
      [1_005, 'in', [2], null],
      [1_005, 'in', [98], null],
    ]);
  });
});

describe('the connection', () => {
  test('backs off from 0.25 s to 5 s while nobody is there, and connects when somebody is', async () => {
    const { cable, link, timing, states } = await connected();
    cable.wire.isThere = false;
    cable.pull();
    expect(states).toEqual(['connecting', 'online', 'offline']);
    await expect(link.run(ask(1, 2))).rejects.toMatchObject({ code: 'device/offline' });
    await timing.advance(250 + 500 + 1_000 + 2_000 + 4_000 + 5_000 + 5_000);
    cable.wire.isThere = true;
    await timing.advance(4_999);
    expect(link.state()).toBe('offline');
    await timing.advance(1);
    expect(link.state()).toBe('online');
    cable.pull(); // success started the back-off over
    await timing.advance(250);
    expect(link.state()).toBe('online');
  });

  test('a pulled cable ends the command in flight and those behind it with device/offline', async () => {
    const { cable, link, timing } = await connected();
    const both = [link.run(ask(1, 11, { attempts: 3 })), link.run(ask(2, 12))].map((reply) =>
      expect(reply).rejects.toMatchObject({ code: 'device/offline' }),
    );
    await timing.advance(0);
    cable.pull();
    await Promise.all(both);
    await timing.advance(250);
    cable.wire.onWrite = (byte) => cable.say(byte + 10);
    await expect(link.run(ask(3, 13))).resolves.toBe(13);
    expect(cable.written).toEqual([1, 3]);
  });

  test('is online only after the handshake, and tries again when that fails', async () => {
    const { cable, link, timing, states } = await connected({ handshake: ask(5, 15) });
    expect(link.state()).toBe('connecting');
    await timing.advance(100);
    expect(link.state()).toBe('offline');
    cable.wire.onWrite = (byte) => cable.say(byte + 10);
    await timing.advance(250);
    expect(states).toEqual(['connecting', 'offline', 'online']);
    expect(cable.wire.closed).toBe(1);
  });

  test('closing ends everything, frees the port and stops trying', async () => {
    const { cable, link, timing } = await connected();
    const waiting = expect(link.run(ask(1, 2))).rejects.toMatchObject({ code: 'device/offline' });
    await link.close();
    await waiting;
    await timing.advance(60_000);
    expect([link.state(), cable.wire.opened, cable.wire.closed, timing.pending()]).toEqual(['closed', 1, 1, 0]);
  });

  test('a unit given up as dead is reconnected after the back-off', async () => {
    const { link, timing, states } = await connected();
    link.fail(new DeviceError('device/offline', 'three misses'));
    await timing.advance(250);
    expect(states).toEqual(['connecting', 'online', 'offline', 'online']);
  });
});
