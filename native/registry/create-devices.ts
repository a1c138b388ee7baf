/**
 * From a line of the settings file to a device: kind and protocol choose the factory, the transport
 * settings choose the wire. `simulator` also starts the device's twin at the other end.
 *
 *   settings ──▶ TABLE[kind][protocol] ──▶ device (closed)  +  twin (or null)
 *
 * A new model is a new row here, beside its family's folder.
 */
import { DeviceError } from '../device-error.ts';
import { createIdCardReader, ID_CARD_READER_LINE } from '../id-card-reader/device.ts';
import { createIdCardReaderTwin } from '../id-card-reader/twin.ts';
import type { Timing } from '../link/timing.ts';
import { createPosPrinter, PRINTER_LINE } from '../pos-printer/device.ts';
import { createPrinterTwin, type PrinterTwin } from '../pos-printer/twin.ts';
import { createAbsentPanel } from '../queue-dispenser/absent-panel.ts';
import { createQueueDispenser } from '../queue-dispenser/device.ts';
import { createButtonPanel, PANEL_LINE } from '../queue-dispenser/panel.ts';
import { createButtonPanelTwin } from '../queue-dispenser/panel-twin.ts';
import { createRatingPad, RATING_PAD_LINE } from '../rating-pad/device.ts';
import { createRatingPadTwin } from '../rating-pad/twin.ts';
import { transportFactory } from '../transport/open-transport.ts';
import { openSimulatorLine } from '../transport/simulator-line.ts';
import type { LineOptions, SimulatorLine, TransportFactory } from '../transport/transport.ts';
import type { AnyDevice, DeviceKind, DeviceSettings, PosPrinter, TransportSettings } from './device.ts';
import type { Twin } from './twin.ts';

/** What the factories need beside settings. */
export type DeviceSurroundings = {
  readonly timing: Timing;
  /** How simulated cables run; default `auto`. */
  readonly simulators?: 'auto' | 'pseudo-terminal' | 'socket';
};

/** A closed device, and its twin where the settings ask for a simulator; close both. */
export type CreatedDevice = { readonly device: AnyDevice; readonly twin: Twin | null };

type Factory = (settings: DeviceSettings, surroundings: DeviceSurroundings) => Promise<CreatedDevice>;

/** Time a simulated chip takes to read and a simulated printer to print a line, ms: near enough to real to be believed. */
const SIMULATED_READ_MS = 300;
const SIMULATED_MS_PER_LINE = 15;

const TABLE: Readonly<Record<DeviceKind, Readonly<Record<string, Factory>>>> = {
  IdCardReader: { 'sam-v': createReader },
  PosPrinter: { escpos: printerFactory(48), 'escpos-58': printerFactory(32) },
  RatingPad: { ff68: createPad },
  QueueDispenser: { 'modbus-panel': createDispenser, escpos: ticketPrinterFactory(48), 'escpos-58': ticketPrinterFactory(32) },
  LineDisplay: {},
  Scanner: {},
};

/** Protocols known for a kind, for the settings page. */
export function protocolsOf(kind: DeviceKind): readonly string[] {
  return Object.keys(TABLE[kind]);
}

/**
 * Makes the device that the settings describe.
 * Rejects with DeviceError `device/unsupported`, its context naming the `field` of the settings and what is known there.
 */
export async function createDevice(settings: DeviceSettings, surroundings: DeviceSurroundings): Promise<CreatedDevice> {
  return known(TABLE[settings.kind], settings.protocol, 'protocol')(settings, surroundings);
}

/** Both ends of the wire: how the driver connects, and the far end when it is simulated. */
async function wire(
  transport: TransportSettings,
  line: LineOptions,
  surroundings: DeviceSurroundings,
): Promise<{ readonly connect: TransportFactory; readonly farEnd: SimulatorLine | null }> {
  if (transport.type !== 'simulator') return { connect: transportFactory(transport, line), farEnd: null };
  const farEnd = await openSimulatorLine(surroundings.simulators);
  return { connect: transportFactory(farEnd.settings, line), farEnd };
}

async function createReader(settings: DeviceSettings, surroundings: DeviceSurroundings): Promise<CreatedDevice> {
  const { timing } = surroundings;
  const { connect, farEnd } = await wire(settings.transport, ID_CARD_READER_LINE, surroundings);
  return {
    device: createIdCardReader(settings, connect, timing),
    twin: farEnd && createIdCardReaderTwin(farEnd, { timing, readMs: SIMULATED_READ_MS }),
  };
}

async function createPad(settings: DeviceSettings, surroundings: DeviceSurroundings): Promise<CreatedDevice> {
  const { timing } = surroundings;
  const { connect, farEnd } = await wire(settings.transport, RATING_PAD_LINE, surroundings);
  return { device: createRatingPad(settings, connect, timing), twin: farEnd && createRatingPadTwin(farEnd, { timing }) };
}

type CreatedPrinter = { readonly device: PosPrinter; readonly twin: PrinterTwinOnLine | null };
type PrinterTwinOnLine = { readonly printer: PrinterTwin; readonly line: SimulatorLine; close(): Promise<void> };

async function createPrinter(
  settings: DeviceSettings,
  transport: TransportSettings,
  columns: 48 | 32,
  surroundings: DeviceSurroundings,
): Promise<CreatedPrinter> {
  const { timing } = surroundings;
  const { connect, farEnd } = await wire(transport, PRINTER_LINE, surroundings);
  const device = createPosPrinter({ settings, columns, connect, timing });
  if (!farEnd) return { device, twin: null };
  const printer = createPrinterTwin({ line: farEnd, columns, timing, msPerLine: SIMULATED_MS_PER_LINE });
  const close = async () => {
    printer.close();
    await farEnd.close();
  };
  return { device, twin: { printer, line: farEnd, close } };
}

function printerFactory(columns: 48 | 32): Factory {
  return async (settings, surroundings) => {
    const { device, twin } = await createPrinter(settings, settings.transport, columns, surroundings);
    return { device, twin: twin && { kind: 'PosPrinter', ...twin } };
  };
}

async function createDispenser(settings: DeviceSettings, surroundings: DeviceSurroundings): Promise<CreatedDevice> {
  const { timing } = surroundings;
  if (!settings.printer) throw unsupported('printer', 'a dispenser needs the line of its ticket printer', ['escpos', 'escpos-58']);
  const columns = known<48 | 32>({ 'escpos-58': 32, escpos: 48 }, settings.printer.protocol, 'printer.protocol');
  const panelWire = await wire(settings.transport, PANEL_LINE, surroundings);
  const printer = await createPrinter(settings, settings.printer.transport, columns, surroundings).catch(async (error: unknown) => {
    await panelWire.farEnd?.close();
    throw error;
  });
  const panelTwin = panelWire.farEnd && createButtonPanelTwin(panelWire.farEnd, { timing });
  const isSimulated = panelTwin !== null || printer.twin !== null;
  const twin: Twin = {
    kind: 'QueueDispenser',
    panel: panelTwin,
    printer: printer.twin?.printer ?? null,
    printerLine: printer.twin?.line ?? null,
    async close() {
      await Promise.all([panelTwin?.close(), printer.twin?.close()]);
    },
  };
  return {
    device: createQueueDispenser(settings, createButtonPanel(settings, panelWire.connect, timing), printer.device),
    twin: isSimulated ? twin : null,
  };
}

/** A dispenser without buttons, for halls where numbers are taken on a touch kiosk only: its transport is the ticket printer's. */
function ticketPrinterFactory(columns: 48 | 32): Factory {
  return async (settings, surroundings) => {
    const { device, twin } = await createPrinter(settings, settings.transport, columns, surroundings);
    return {
      device: createQueueDispenser(settings, createAbsentPanel(settings), device),
      twin: twin && { kind: 'QueueDispenser', panel: null, printer: twin.printer, printerLine: twin.line, close: twin.close },
    };
  };
}

/** Protocols are known by their letters and digits: `SAM_V` and `ESC/POS` are what people write. */
const plain = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

function known<T>(table: Readonly<Record<string, T>>, name: string, field: string): T {
  const [, entry] = Object.entries(table).find(([key]) => plain(key) === plain(name)) ?? [];
  if (entry === undefined) throw unsupported(field, `"${name}" is not known`, Object.keys(table));
  return entry;
}

function unsupported(field: string, message: string, knownNames: readonly string[]): DeviceError {
  return new DeviceError('device/unsupported', `${field}: ${message} (known: ${knownNames.join(', ') || 'none'})`, {
    field,
    known: knownNames,
  });
}
