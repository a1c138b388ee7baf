/**
 * The rung between framing and device: keeps one line open, sends one command at a time, and finds the
 * reply among the frames that come in.
 *
 *   device ──run / session──▶ queue (one in flight) ──▶ waiter → write → deadline
 *     ▲                                                     ▲
 *     └── unsolicited frames · state · trace ── framer ◀── chunks ── transport
 */
import type { DeviceError } from '../device-error.ts';
import type { ConnectionState, TraceEntry, Unsubscribe } from '../registry/device.ts';
import type { TransportFactory } from '../transport/transport.ts';
import type { Timing } from './timing.ts';

/** Every frame keeps the raw bytes it was made of, for the trace. */
export type FrameBase = { readonly bytes: Uint8Array };

/**
 * Cuts a byte stream into frames. Pure apart from its own bounded buffer; survives any split, hands out
 * bytes it cannot use as a frame of their own kind, never throws. One per connection.
 */
export type Framer<Frame extends FrameBase> = { push(chunk: Uint8Array): readonly Frame[] };

/** One request and how to know its reply. */
export type Command<Frame extends FrameBase, Reply> = {
  /** For engineers, in errors. */
  readonly name: string;
  readonly bytes: Uint8Array;
  /** Message-catalogue key for the trace. */
  readonly meaning: string | null;
  /** The reply this frame carries, or undefined when the frame is something else. May throw a DeviceError: it becomes the outcome. */
  readonly match: (frame: Frame) => Reply | undefined;
  /** Milliseconds from the last byte written to the reply. */
  readonly timeoutMs: number;
  /** Tries in all after time-outs; above 1 only where sending twice does no harm (idempotent). Default 1. */
  readonly attempts?: number;
};

/** What work inside a session may do; all of it ends with `device/aborted` once the session's signal does. */
export type Exchange<Frame extends FrameBase> = {
  /** Sends a command and gives its reply. Rejects `device/timeout` · `device/offline` · `device/aborted`. */
  run<Reply>(command: Command<Frame, Reply>): Promise<Reply>;
  /** Sends bytes that have no reply; resolves when drained, however long flow control holds us. Never repeated. */
  write(bytes: Uint8Array, meaning: string | null): Promise<void>;
  /** Waits for a frame without sending anything. */
  expect<Reply>(match: (frame: Frame) => Reply | undefined, timeoutMs: number): Promise<Reply>;
  /** Lets time pass on the injected clock. */
  pause(ms: number): Promise<void>;
  readonly signal: AbortSignal;
};

export type Link<Frame extends FrameBase> = {
  /** Starts connecting and keeps at it, with back-off, until `close`. */
  open(): void;
  /** Ends everything under way with `device/offline`. */
  close(): Promise<void>;
  state(): ConnectionState;
  onDidChangeState(listener: (change: { readonly state: ConnectionState; readonly error: DeviceError | null }) => void): Unsubscribe;
  /** Frames nobody waited for. */
  onDidReceive(listener: (frame: Frame) => void): Unsubscribe;
  onDidTrace(listener: (entry: TraceEntry) => void): Unsubscribe;
  /** One command as one turn of the queue. Rejects `device/offline` at once when the line is not online. */
  run<Reply>(command: Command<Frame, Reply>, signal?: AbortSignal): Promise<Reply>;
  /** Several steps as one turn of the queue: nobody else's command comes between them. */
  session<T>(work: (exchange: Exchange<Frame>) => Promise<T>, signal?: AbortSignal): Promise<T>;
  /** Sends past the queue, for acknowledgements and real-time requests, even while a session writes. */
  writeNow(bytes: Uint8Array, meaning: string | null): Promise<void>;
  /** Gives the connection up for dead (a unit that stopped answering) and connects anew after the back-off. */
  fail(error: DeviceError): void;
};

export type LinkOptions<Frame extends FrameBase> = {
  readonly connect: TransportFactory;
  /** Makes an empty framer for each connection. */
  readonly createFramer: () => Framer<Frame>;
  /** Message-catalogue key of an incoming frame, for the trace. */
  readonly meaningOf: (frame: Frame) => string | null;
  readonly timing: Timing;
  /** Talk that has to succeed before the line counts as online; its error takes the line down again. Default: none. */
  readonly handshake?: (exchange: Exchange<Frame>) => Promise<void>;
  readonly backOff?: BackOff;
};

/** Delay before connection attempt n (from 0): min(maxMs, firstMs·2ⁿ), less up to `jitter` of itself by chance. */
export type BackOff = { readonly firstMs: number; readonly maxMs: number; readonly jitter: number };

/** 0.25 s doubling to 5 s: a re-plugged cable is found while the clerk still looks at it, and a dead port costs nothing. */
export const DEFAULT_BACK_OFF: BackOff = { firstMs: 250, maxMs: 5_000, jitter: 0.3 };
