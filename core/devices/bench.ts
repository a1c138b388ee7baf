/** The device bench: hands in front of the simulated devices, and the bytes on every wire. */
import { SPECIMEN_CARDS } from '../../native/id-card-reader/specimen-cards.ts';
import type { PrinterTwin } from '../../native/pos-printer/twin.ts';
import type { Twin } from '../../native/registry/twin.ts';
import { type Clock, instant } from '../clock.ts';
import { createLiveFeed } from '../live-feed.ts';
import { Refused } from '../refused.ts';
import type { StoreCalendar } from '../store/business-day.ts';
import type { StoreSettings } from '../store/settings.ts';
import type { BenchAction, Trace } from './bench-contract.ts';
import type { Fleet } from './fleet.ts';
import { createTraceLog } from './trace-log.ts';
import { benchDevice, linesOf } from './twin-view.ts';

const HEARTBEAT_MS = 2_000;
/** Preamble, length and SW1–SW3 of a SAM_V answer. */
const CARD_HEADER_BYTES = 10;

type BenchPicture = { asOf: string; devices: ReturnType<typeof benchDevice>[] };
export type Bench = {
  watch(signal: AbortSignal | undefined): AsyncGenerator<BenchPicture>;
  act(device: string, action: BenchAction): void;
  trace(device: string | undefined, signal: AbortSignal | undefined): AsyncGenerator<Trace[]>;
  close(): void;
};

export function createBench(options: {
  readonly fleet: Fleet;
  readonly settings: StoreSettings;
  readonly clock: Clock;
  readonly calendar: StoreCalendar;
  readonly report: (error: unknown) => void;
}): Bench {
  const { fleet, settings, clock, calendar, report } = options;
  const log = createTraceLog();
  const feed = createLiveFeed({ make: picture, heartbeatMs: HEARTBEAT_MS, report });

  for (const { device, twin } of fleet.devices) {
    // A real card's data is the customer's: of its frames only preamble, length and result are shown.
    const isPersonal = device.kind === 'IdCardReader' && twin === null;
    device.onDidTrace((entry) => log.add(device.name, entry, isPersonal ? CARD_HEADER_BYTES : undefined));
    device.onDidChangeStatus(() => feed.touch());
    if (twin?.kind === 'RatingPad') twin.onDidChangeAsking(() => feed.touch());
    if (twin?.kind === 'PosPrinter' || twin?.kind === 'QueueDispenser') twin.printer?.onDidChange(() => feed.touch());
  }

  function picture(): BenchPicture {
    const today = calendar.businessDay(clock.now());
    return {
      asOf: instant(clock.now()),
      devices: fleet.devices.flatMap(({ device, twin }) => (twin ? [benchDevice(device.settings, twin, settings, today)] : [])),
    };
  }

  return {
    watch(signal) {
      if (!fleet.devices.some(({ twin }) => twin !== null)) throw new Refused('bench/no-simulators', 'The store has no simulated device');
      return feed.watch(signal);
    },
    act(name, action) {
      const found = fleet.find(name);
      if (!found) throw new Refused('devices/unknown', `There is no device ${name}`, { device: name });
      if (!found.twin) throw new Refused('bench/not-simulated', `${name} is a real device`, { device: name });
      if (!perform(found.twin, action)) throw new Refused('bench/not-for-this-device', `${name} cannot ${action.do}`, { device: name });
      feed.touch();
    },
    trace: (device, signal) => log.follow(device, signal),
    close: () => feed.close(),
  };
}

/** Does what a person would; false when this kind of device has no such thing. */
function perform(twin: Twin, action: BenchAction): boolean {
  if (action.do === 'set-plugged') {
    const lines = linesOf(twin);
    for (const line of lines) {
      // A line already so, or closing: the picture shows the line's state anyway.
      (action.plugged ? line.plug() : line.unplug()).catch(() => undefined);
    }
    return lines.length > 0;
  }
  switch (twin.kind) {
    case 'IdCardReader':
      return performReader(twin, action);
    case 'RatingPad':
      return performPad(twin, action);
    case 'PosPrinter':
      return performPrinter(twin.printer, action);
    case 'QueueDispenser':
      if (action.do === 'press-button' && twin.panel !== null && action.button <= twin.panel.buttons) {
        twin.panel.press(action.button);
        return true;
      }
      return twin.printer !== null && performPrinter(twin.printer, action);
  }
}

function performReader(twin: Extract<Twin, { kind: 'IdCardReader' }>, action: BenchAction): boolean {
  switch (action.do) {
    case 'place-card': {
      const card = SPECIMEN_CARDS.find((specimen) => specimen.id === action.card);
      if (card) twin.place(card);
      return card !== undefined;
    }
    case 'remove-card':
      twin.remove();
      return true;
    case 'reader-fault':
      if (action.fault === 'moved') twin.moveDuringNextRead();
      else if (action.fault === 'checksum') twin.spoilNextAnswer();
      else twin.place('not-an-id-card');
      return true;
    default:
      return false;
  }
}

function performPad(twin: Extract<Twin, { kind: 'RatingPad' }>, action: BenchAction): boolean {
  switch (action.do) {
    case 'press-rating':
      twin.press(action.rating);
      return true;
    case 'set-silent':
      twin.setSilent(action.silent);
      return true;
    default:
      return false;
  }
}

function performPrinter(printer: PrinterTwin, action: BenchAction): boolean {
  switch (action.do) {
    case 'set-paper':
      printer.setPaper(action.paper);
      return true;
    case 'paper-left':
      printer.setPaper(action.lines);
      return true;
    case 'set-cover':
      if (action.open) printer.openCover();
      else printer.closeCover();
      return true;
    case 'set-cutter':
      if (action.jammed) printer.jamCutter();
      else printer.freeCutter();
      return true;
    case 'power-cycle':
      printer.powerOff();
      printer.powerOn();
      return true;
    case 'tear':
      printer.tear();
      return true;
    default:
      return false;
  }
}
