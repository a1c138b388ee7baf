import { afterEach, expect, test } from 'vitest';
import { createManualTiming } from '../link/manual-timing.ts';
import { systemTiming } from '../link/timing.ts';
import type { DeviceSettings } from '../registry/device.ts';
import { createMemoryLine } from '../transport/memory-line.ts';
import { transportFactory } from '../transport/open-transport.ts';
import { openSimulatorLine } from '../transport/simulator-line.ts';
import { createRatingPad, RATING_PAD_LINE } from './device.ts';
import { encodeResult } from './protocol.ts';
import { createRatingPadTwin } from './twin.ts';

const settings: DeviceSettings = { name: 'pad-1', kind: 'RatingPad', counter: 1, protocol: 'ff68', transport: { type: 'simulator' } };
const never = new AbortController().signal;
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function connected() {
  const timing = createManualTiming();
  const { line, connect } = createMemoryLine();
  const twin = createRatingPadTwin(line, { timing });
  const pad = createRatingPad(settings, connect, timing);
  open.push(twin, pad);
  const received: string[] = [];
  pad.onDidTrace((entry) => received.push(entry.meaning ?? ''));
  pad.open();
  await timing.advance(0);
  return { timing, line, twin, pad, received };
}

test.each(['pseudo-terminal', 'socket'] as const)('over a real %s the customer is asked and the pressed key is the answer', async (via) => {
  const line = await openSimulatorLine(via);
  const twin = createRatingPadTwin(line, { timing: systemTiming });
  const pad = createRatingPad(settings, transportFactory(line.settings, RATING_PAD_LINE), systemTiming);
  open.push(twin, pad);
  const online = new Promise<void>((resolve) => pad.onDidChangeStatus(({ connection }) => connection === 'online' && resolve()));
  pad.open();
  await online;
  for (const value of ['very-satisfied', 'satisfied', 'average', 'dissatisfied'] as const) {
    const asked = new Promise<void>((resolve) => {
      const unsubscribe = twin.onDidChangeAsking((isAsking) => {
        if (!isAsking) return;
        unsubscribe();
        resolve();
      });
    });
    const answer = pad.ask(never);
    await asked;
    twin.press(value);
    expect(await answer).toBe(value);
  }
});

test('nobody pressing for 20 s is "none"', async () => {
  const { timing, twin, pad } = await connected();
  const answer = pad.ask(never);
  await timing.advance(19_999);
  expect(twin.isAsking()).toBe(true);
  await timing.advance(1);
  expect(await answer).toBe('none');
});

test('a clerk who goes on ends the question with "none"', async () => {
  const { timing, pad } = await connected();
  const goOn = new AbortController();
  const answer = pad.ask(goOn.signal);
  await timing.advance(100);
  goOn.abort();
  expect(await answer).toBe('none');
});

test('a lost echo makes the host ask again, and the customer is asked once', async () => {
  const { timing, twin, pad } = await connected();
  let questions = 0;
  twin.onDidChangeAsking((isAsking) => isAsking && questions++);
  twin.loseEchoes(2);
  const answer = pad.ask(never);
  await timing.advance(1_000);
  twin.press('average');
  await timing.advance(0);
  expect([await answer, questions]).toEqual(['average', 1]);
});

test('a result sent again for want of an acknowledgement is acknowledged again and counted once', async () => {
  const { timing, twin, pad, received } = await connected();
  const first = pad.ask(never);
  await timing.advance(0);
  twin.loseReceipts(2);
  twin.press('satisfied');
  await timing.advance(10);
  expect(await first).toBe('satisfied');
  const second = pad.ask(never);
  await timing.advance(1_000); // both repeats fall into the second question
  expect(received.filter((meaning) => meaning === 'ff68.result')).toHaveLength(3);
  expect(received.filter((meaning) => meaning === 'ff68.result-receipt')).toHaveLength(3);
  twin.press('satisfied');
  await timing.advance(10);
  expect(await second).toBe('satisfied');
});

test('a value no pad should send is acknowledged and not an answer', async () => {
  const { timing, line, twin, pad } = await connected();
  const answer = pad.ask(never);
  await timing.advance(0);
  line.write(encodeResult(1, 9));
  line.write(encodeResult(2, 0)); // another pad's
  await timing.advance(10);
  twin.press('dissatisfied');
  await timing.advance(10);
  expect(await answer).toBe('dissatisfied');
});

test('a pad that does not acknowledge is device/timeout and complained of until it does', async () => {
  const { timing, twin, pad } = await connected();
  twin.setSilent(true);
  const refused = expect(pad.ask(never)).rejects.toMatchObject({ code: 'device/timeout' });
  await timing.advance(600);
  await refused;
  expect(pad.status().conditions).toEqual(['not-responding']);
  twin.setSilent(false);
  const answer = pad.ask(never);
  await timing.advance(10);
  expect(pad.status().conditions).toEqual([]);
  expect(twin.press('average')).toBe(true);
  await timing.advance(10);
  expect(await answer).toBe('average');
});

test('a cable pulled while the customer thinks is device/offline', async () => {
  const { timing, twin, pad } = await connected();
  const refused = expect(pad.ask(never)).rejects.toMatchObject({ code: 'device/offline' });
  await timing.advance(10);
  await twin.line.unplug();
  await refused;
  await twin.line.plug();
  await timing.advance(250);
  expect(pad.status().connection).toBe('online');
});

test('a key pressed while nobody asked does nothing', async () => {
  const { twin } = await connected();
  expect(twin.press('satisfied')).toBe(false);
});
