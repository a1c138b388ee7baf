import { afterEach, describe, expect, test } from 'vitest';
import { createManualTiming } from '../link/manual-timing.ts';
import { systemTiming } from '../link/timing.ts';
import type { DeviceSettings, TraceEntry } from '../registry/device.ts';
import { createMemoryLine } from '../transport/memory-line.ts';
import { transportFactory } from '../transport/open-transport.ts';
import { openSimulatorLine } from '../transport/simulator-line.ts';
import { createButtonPanel, PANEL_LINE } from './panel.ts';
import { createButtonPanelTwin } from './panel-twin.ts';

const settings: DeviceSettings = { name: 'dispenser', kind: 'QueueDispenser', protocol: 'modbus-panel', transport: { type: 'simulator' } };
const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function connected() {
  const timing = createManualTiming();
  const { line, connect } = createMemoryLine();
  const twin = createButtonPanelTwin(line, { timing });
  const panel = createButtonPanel(settings, connect, timing);
  open.push(twin, panel);
  const pressed: number[] = [];
  const trace: TraceEntry[] = [];
  panel.onDidPress((button) => pressed.push(button));
  panel.onDidTrace((entry) => trace.push(entry));
  panel.open();
  await timing.advance(0);
  return { timing, line, twin, panel, pressed, trace };
}

test.each(['pseudo-terminal', 'socket'] as const)(
  'over a real %s a pressed button arrives, also after the cable was pulled and put back',
  async (via) => {
    const line = await openSimulatorLine(via);
    const twin = createButtonPanelTwin(line, { timing: systemTiming });
    const panel = createButtonPanel(settings, transportFactory(line.settings, PANEL_LINE), systemTiming);
    open.push(twin, panel);
    const becomes = (wanted: string) =>
      new Promise<void>((resolve) => {
        const unsubscribe = panel.onDidChangeStatus(({ connection }) => {
          if (connection !== wanted) return;
          unsubscribe();
          resolve();
        });
      });
    const nextPress = () => new Promise<number>((resolve) => void panel.onDidPress(resolve));

    const online = becomes('online');
    panel.open();
    await online;
    const first = nextPress();
    twin.press(3);
    expect(await first).toBe(3);

    const offline = becomes('offline');
    await twin.line.unplug();
    await offline;
    const again = becomes('online');
    await twin.line.plug();
    await again;
    twin.release(3);
    const second = nextPress();
    twin.press(8);
    expect(await second).toBe(8);
  },
);

describe('a button panel', () => {
  test('tells of a held button once', async () => {
    const { timing, twin, pressed } = await connected();
    twin.hold(2);
    await timing.advance(5_000);
    twin.release(2);
    await timing.advance(500);
    expect(pressed).toEqual([2]);
  });

  test('takes a bouncing contact for one press', async () => {
    const { timing, twin, pressed } = await connected();
    for (let bounce = 0; bounce < 5; bounce++) {
      twin.hold(1);
      await timing.advance(100);
      twin.release(1);
      await timing.advance(100);
    }
    expect(pressed).toEqual([1]);
  });

  test('tells two presses with a pause between them apart', async () => {
    const { timing, twin, pressed } = await connected();
    twin.press(5);
    await timing.advance(700);
    twin.press(5);
    await timing.advance(700);
    expect(pressed).toEqual([5, 5]);
  });

  test('sees through noise before every answer', async () => {
    const { timing, twin, panel, pressed } = await connected();
    twin.setNoise(Uint8Array.of(0x01, 0x02, 0xff, 0x00, 0x01));
    twin.press(4);
    await timing.advance(600);
    expect([pressed, panel.status().connection]).toEqual([[4], 'online']);
  });

  test('survives two spoilt answers and is offline after three', async () => {
    const { timing, twin, panel } = await connected();
    twin.spoilAnswers(2);
    await timing.advance(1_000);
    expect(panel.status().connection).toBe('online');
    twin.setSilent(true);
    await timing.advance(3 * 200);
    expect(panel.status()).toMatchObject({ connection: 'offline', lastError: { code: 'device/offline' } });
    twin.setSilent(false);
    await timing.advance(1_000);
    expect(panel.status().connection).toBe('online');
  });

  test('does not count a button that was down when the line came up', async () => {
    const { timing, twin, pressed } = await connected();
    await twin.line.unplug();
    twin.hold(6);
    await twin.line.plug();
    await timing.advance(1_000);
    twin.release(6);
    await timing.advance(1_000);
    expect(pressed).toEqual([]);
  });

  test('shows polls on the trace only when something changed', async () => {
    const { timing, twin, trace } = await connected();
    await timing.advance(10_000);
    expect(trace.map((entry) => entry.meaning)).toEqual(['modbus.read-inputs', 'modbus.inputs']);
    twin.press(1);
    await timing.advance(1_000);
    expect(trace).toHaveLength(6); // down and up, each with its request
  });
});
