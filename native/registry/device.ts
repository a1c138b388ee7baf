/**
 * What the store sees of a device: names, states and verbs, in the vocabulary of UnifiedPOS where it
 * has a word. Drivers below implement these; the core above knows nothing else of native/.
 *
 *   core ── these interfaces ── device ── link ── framing ── transport ── wire
 */

/** Device kinds of the settings file. */
export const DEVICE_KINDS = ['QueueDispenser', 'IdCardReader', 'PosPrinter', 'RatingPad', 'LineDisplay', 'Scanner'] as const;
export type DeviceKind = (typeof DEVICE_KINDS)[number];

/** How the bytes travel. `simulator`: the host starts the device's twin on a pseudo-terminal, or a loopback socket where there is none. */
export type TransportSettings =
  | { readonly type: 'serial'; readonly path: string; readonly baudRate?: number | undefined }
  | { readonly type: 'hid'; readonly vendorId: number; readonly productId: number }
  | { readonly type: 'tcp'; readonly host: string; readonly port: number }
  | { readonly type: 'simulator' };

export type DeviceSettings = {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly counter?: number | undefined;
  readonly protocol: string;
  readonly transport: TransportSettings;
  /** Ticket printer of a QueueDispenser: its own line beside the button panel's. */
  readonly printer?: { readonly protocol: string; readonly transport: TransportSettings } | undefined;
};

/** Life of the connection. `offline` = was or should be there and is not; the link is trying again. */
export type ConnectionState = 'closed' | 'connecting' | 'online' | 'offline';

/** What a healthy, connected device can still complain of. */
export type DeviceCondition =
  | 'paper-near-end'
  | 'paper-out'
  | 'cover-open'
  | 'cutter-error'
  | 'printer-error'
  | 'not-responding'
  | 'self-test-failed';

export type DeviceStatus = {
  readonly connection: ConnectionState;
  readonly conditions: readonly DeviceCondition[];
  /** Last error, kept for the device page: stable code and epoch ms. */
  readonly lastError: { readonly code: string; readonly at: number } | null;
  /** Epoch ms since when this status holds. */
  readonly since: number;
};

/** One frame or chunk on the wire, as the device page shows it. */
export type TraceEntry = {
  readonly at: number;
  readonly direction: 'out' | 'in';
  readonly bytes: Uint8Array;
  /** Message-catalogue key of what the frame says, e.g. `sam.find-card`; null where it is plain data. */
  readonly meaning: string | null;
};

export type Unsubscribe = () => void;

/** What every device offers. */
export type Device = {
  readonly name: string;
  readonly kind: DeviceKind;
  readonly counter: number | undefined;
  readonly settings: DeviceSettings;
  status(): DeviceStatus;
  onDidChangeStatus(listener: (status: DeviceStatus) => void): Unsubscribe;
  onDidTrace(listener: (entry: TraceEntry) => void): Unsubscribe;
  /** Opens the line and keeps it open, reconnecting with back-off, until `close`. Never throws for an absent unit. */
  open(): void;
  close(): Promise<void>;
};

/** Fields of a card as printed on it; dates are YYYY-MM-DD. */
export type IdCard = {
  readonly kind: 'resident' | 'foreign-2017' | 'foreign-2023' | 'hmt-residence';
  readonly name: string;
  readonly englishName: string | null;
  readonly sex: 'unknown' | 'male' | 'female' | 'not-stated';
  /** GB/T 3304 code and Chinese name; null on cards without one. */
  readonly nation: { readonly code: string; readonly name: string } | null;
  /** GB/T 2659 letters on foreigners' cards. */
  readonly country: string | null;
  readonly birth: string;
  readonly address: string | null;
  readonly number: string;
  readonly issuer: string | null;
  readonly validFrom: string;
  /** null = long-term 长期. */
  readonly validTo: string | null;
  /** HK/Macao/Taiwan travel-permit number. */
  readonly permitNumber: string | null;
  /** The 1024 opaque photo bytes; no open decoder exists. */
  readonly photo: Uint8Array;
};

/** What lies on a card reader: `read` = a card that was read and has to be lifted before the next. */
export type PlateState = 'unknown' | 'empty' | 'reading' | 'read';

export type IdCardReader = Device & {
  readonly kind: 'IdCardReader';
  /** Known only while a `readCard` is under way or just done; otherwise the last known. */
  plate(): PlateState;
  onDidChangePlate(listener: (state: PlateState) => void): Unsubscribe;
  /**
   * Waits for a card, reads it once, and answers with its fields.
   * Throws DeviceError `device/offline` · `device/aborted` (signal) · `card/moved` · `card/not-an-id-card` ·
   * `card/rejected` (authentication or verification failed) · `card/unreadable` (bad check digit or date) ·
   * `device/fault` (self-test, not authorised) · `device/timeout`.
   */
  readCard(signal: AbortSignal): Promise<IdCard>;
};

/** Where a print job stands; `held` = the unit stopped (paper, cover) and goes on by itself once mended. */
export type PrintProgress =
  | { readonly state: 'checking' }
  | { readonly state: 'sending' }
  | { readonly state: 'confirming' }
  | { readonly state: 'held'; readonly reason: DeviceCondition | 'offline' };

/** How a job ended. `unknown` is a real answer: a person must look at the paper. */
export type PrintOutcome =
  | { readonly state: 'printed'; readonly proof: 'process-id' | 'fence' }
  | { readonly state: 'not-printed'; readonly reason: DeviceCondition | 'offline' | 'aborted' }
  | { readonly state: 'unknown'; readonly reason: DeviceCondition | 'offline' | 'no-answer' | 'aborted' };

export type PrintJob = {
  /** Encoded document, from encodeReceipt. */
  readonly bytes: Uint8Array;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: PrintProgress) => void;
};

export type TicketOrReceiptPrinter = {
  /**
   * Prints one job after those before it. Never re-sends a byte by itself and never throws for a
   * fault of the unit: the outcome says what is known about the paper.
   */
  print(job: PrintJob): Promise<PrintOutcome>;
  /** Character columns of the paper: 48 (80 mm) or 32 (58 mm). */
  readonly columns: 48 | 32;
  /**
   * After a cutter jam was cleared by hand: `resume` prints on from the failed line, `discard` drops what the unit still
   * holds. Only ever by a person's order (devices.md 2.6). Rejects `device/offline`.
   */
  recover(how: 'resume' | 'discard'): Promise<void>;
};

export type PosPrinter = Device & TicketOrReceiptPrinter & { readonly kind: 'PosPrinter' };

/** Button panel and ticket printer as one device with one health. */
export type QueueDispenser = Device &
  TicketOrReceiptPrinter & {
    readonly kind: 'QueueDispenser';
    /** `button` counts from 1 in panel order. One event per press, bounces removed. */
    onDidPress(listener: (button: number) => void): Unsubscribe;
  };

/** Raw order from worst to best is the pad's own business; these are the meanings. */
export type RatingValue = 'very-satisfied' | 'satisfied' | 'average' | 'dissatisfied';

export type RatingPad = Device & {
  readonly kind: 'RatingPad';
  /** Asks the customer once; `none` when nobody pressed within the pad's time (20 s) or the signal ended it. Throws DeviceError `device/offline` · `device/timeout` (pad does not acknowledge). */
  ask(signal: AbortSignal): Promise<RatingValue | 'none'>;
};

export type AnyDevice = IdCardReader | PosPrinter | QueueDispenser | RatingPad;
