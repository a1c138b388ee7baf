/** The state of a device's twin as the bench draws it. Pure reading. */
import { SPECIMEN_CARDS, type SpecimenCard } from '../../native/id-card-reader/specimen-cards.ts';
import type { PaperPiece, PrinterTwin } from '../../native/pos-printer/twin.ts';
import type { DeviceSettings } from '../../native/registry/device.ts';
import type { Twin } from '../../native/registry/twin.ts';
import type { StoreSettings } from '../store/settings.ts';
import type { BenchDevice, TwinState } from './bench-contract.ts';
import type { Paper } from './paper.ts';
import { toPaper } from './paper-view.ts';

const PIECES_SHOWN = 6;

type PrinterState = Extract<TwinState, { kind: 'PosPrinter' }>['printer'];

/** @param today YYYY-MM-DD, for telling expired cards. */
export function benchDevice(device: DeviceSettings, twin: Twin, settings: StoreSettings, today: string): BenchDevice {
  const [line] = linesOf(twin);
  const wire = line?.settings;
  return {
    name: device.name,
    counter: device.counter ?? null,
    line: wire?.type === 'tcp' ? 'tcp' : 'pty',
    path: wire?.type === 'tcp' ? `${wire.host}:${wire.port}` : wire?.type === 'serial' ? wire.path : '',
    twin: twinState(device, twin, settings, today),
  };
}

/** The cables of a twin: a dispenser has its panel's and its printer's. */
export function linesOf(twin: Twin) {
  const lines = twin.kind === 'QueueDispenser' ? [twin.panel?.line, twin.printerLine] : [twin.line];
  return lines.filter((line) => line !== null && line !== undefined);
}

function twinState(device: DeviceSettings, twin: Twin, settings: StoreSettings, today: string): TwinState {
  const plugged = linesOf(twin).every((line) => line.isPlugged());
  switch (twin.kind) {
    case 'IdCardReader': {
      const plate = twin.plate();
      const card = plate === null ? null : plate === 'not-an-id-card' ? plate : plate.id;
      return { kind: twin.kind, plugged, card, cards: SPECIMEN_CARDS.map((specimen) => cardView(specimen, today)) };
    }
    case 'RatingPad':
      return { kind: twin.kind, plugged, asking: twin.isAsking(), silent: twin.isSilent() };
    case 'PosPrinter':
      return { kind: twin.kind, plugged, printer: printerState(twin.printer, columnsOf(device.protocol)) };
    case 'QueueDispenser':
      return {
        kind: twin.kind,
        plugged,
        buttons: (twin.panel ? settings.dispenserButtons : []).map((letter, index) => ({
          button: index + 1,
          service: letter,
          name: settings.services.find((service) => service.letter === letter)?.name ?? letter,
        })),
        printer: twin.printer ? printerState(twin.printer, columnsOf((device.printer ?? device).protocol)) : NO_PRINTER,
      };
  }
}

const EMPTY: Paper = { columns: 32, lines: [] };
const NO_PRINTER: PrinterState = { paper: 'ok', coverOpen: false, cutterJammed: false, pieces: [], current: EMPTY };

function columnsOf(protocol: string): number {
  return protocol.includes('58') ? 32 : 48;
}

function printerState(printer: PrinterTwin, columns: number): PrinterState {
  const { isPaperOut, isPaperNearEnd, isCoverOpen, hasCutterError } = printer.state();
  const draw = (piece: PaperPiece) => toPaper(piece.lines, columns);
  return {
    paper: isPaperOut ? 'out' : isPaperNearEnd ? 'near-end' : 'ok',
    coverOpen: isCoverOpen,
    cutterJammed: hasCutterError,
    pieces: printer.pieces().slice(-PIECES_SHOWN).reverse().map(draw),
    current: draw(printer.current()),
  };
}

function cardView({ id, text }: SpecimenCard, today: string) {
  const { fields, kind } = text;
  const validTo = fields.validTo ?? '';
  return {
    id,
    kind,
    name: fields.name ?? fields.englishName ?? '',
    number: fields.number ?? '',
    expired: /^\d{8}$/.test(validTo) && validTo < today.replaceAll('-', ''),
  };
}
