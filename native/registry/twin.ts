import type { IdCardReaderTwin } from '../id-card-reader/twin.ts';
import type { PrinterTwin } from '../pos-printer/twin.ts';
import type { ButtonPanelTwin } from '../queue-dispenser/panel-twin.ts';
import type { RatingPadTwin } from '../rating-pad/twin.ts';
import type { SimulatorLine } from '../transport/transport.ts';

/** What stands at the other end of a simulated device, with the verbs of a person in front of it; `line` pulls the cable. */
export type Twin =
  | IdCardReaderTwin
  | RatingPadTwin
  | { readonly kind: 'PosPrinter'; readonly printer: PrinterTwin; readonly line: SimulatorLine; close(): Promise<void> }
  /** Either part is null when only the other one is simulated; the panel's cable is `panel.line`. */
  | {
      readonly kind: 'QueueDispenser';
      readonly panel: ButtonPanelTwin | null;
      readonly printer: PrinterTwin | null;
      readonly printerLine: SimulatorLine | null;
      close(): Promise<void>;
    };
