import { DeviceError } from '../device-error.ts';
import { createEvent } from '../event.ts';
import type { TraceEntry } from '../registry/device.ts';
import { createConnection, type Life } from './connection.ts';
import { type Command, DEFAULT_BACK_OFF, type Exchange, type FrameBase, type Link, type LinkOptions } from './link.ts';
import { createReplyWaiters } from './reply-waiter.ts';
import { untilAborted } from './until-aborted.ts';

/** Longest a command's few bytes may take to leave this machine before the deadline proper, ms; a stuck line must not hang a command. */
const COMMAND_WRITE_MS = 2_000;

/** Makes a closed link; `open` starts it. See link.ts for what it promises. */
export function createLink<Frame extends FrameBase>(options: LinkOptions<Frame>): Link<Frame> {
  const { clock } = options.timing;
  const received = createEvent<Frame>();
  const traced = createEvent<TraceEntry>();
  const waiters = createReplyWaiters<Frame>(clock);
  /** Settles when the last turn of the queue is over. */
  let lastTurn: Promise<void> = Promise.resolve();
  /** Settles when the reply or deadline of the last command has come, even if its caller left before: a late reply must not answer the next command. */
  let wireFree: Promise<unknown> = Promise.resolve();

  const connection = createConnection({
    connect: options.connect,
    timing: options.timing,
    backOff: options.backOff ?? DEFAULT_BACK_OFF,
    begin() {
      const framer = options.createFramer();
      return (chunk) => {
        for (const frame of framer.push(chunk)) {
          traced.emit({ at: clock.now(), direction: 'in', bytes: frame.bytes, meaning: options.meaningOf(frame) });
          if (!waiters.offer(frame)) received.emit(frame);
        }
      };
    },
    async handshake(life) {
      await options.handshake?.(createExchange(life, life.signal));
    },
  });

  function writeOut(life: Life, bytes: Uint8Array, meaning: string | null): Promise<void> {
    traced.emit({ at: clock.now(), direction: 'out', bytes, meaning });
    return life.transport.write(bytes);
  }

  function createExchange(life: Life, signal: AbortSignal): Exchange<Frame> {
    const guard = <T>(promise: Promise<T>) => untilAborted(promise, [life.signal, signal]);

    async function sendOnce<Reply>(command: Command<Frame, Reply>): Promise<Reply> {
      await guard(wireFree);
      const waiter = waiters.expect(command.name, command.match);
      const onEnd = () => waiter.cancel(life.signal.reason);
      life.signal.addEventListener('abort', onEnd, { once: true });
      wireFree = waiter.reply.then(...both(() => life.signal.removeEventListener('abort', onEnd)));
      waiter.startDeadline(COMMAND_WRITE_MS + command.timeoutMs);
      writeOut(life, command.bytes, command.meaning).then(() => waiter.startDeadline(command.timeoutMs), waiter.cancel);
      return guard(waiter.reply);
    }

    return {
      signal,
      async run(command) {
        for (let attempt = 1; ; attempt++) {
          try {
            return await sendOnce(command);
          } catch (error) {
            const isTimeout = error instanceof DeviceError && error.code === 'device/timeout';
            if (!isTimeout || attempt >= (command.attempts ?? 1)) throw error;
          }
        }
      },
      write: (bytes, meaning) => (signal.aborted ? guard(Promise.resolve()) : guard(writeOut(life, bytes, meaning))),
      expect(match, timeoutMs) {
        const waiter = waiters.expect('expected frame', match);
        waiter.startDeadline(timeoutMs);
        const reply = guard(waiter.reply);
        reply.catch((error) => waiter.cancel(error));
        return reply;
      },
      async pause(ms) {
        const { promise, resolve } = Promise.withResolvers<void>();
        const cancel = clock.setTimeout(resolve, ms);
        try {
          await guard(promise);
        } finally {
          cancel();
        }
      },
    };
  }

  async function session<T>(work: (exchange: Exchange<Frame>) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const life = connection.life();
    if (!life) throw new DeviceError('device/offline', 'the device is not connected');
    const ends = abortedAsDeviceError(signal);
    const turn = Promise.withResolvers<void>();
    const before = lastTurn;
    lastTurn = Promise.all([before, turn.promise]).then(() => undefined);
    try {
      await untilAborted(before, [life.signal, ends.signal]);
      return await work(createExchange(life, ends.signal));
    } finally {
      ends.release();
      turn.resolve();
    }
  }

  return {
    open: connection.open,
    close: connection.close,
    state: connection.state,
    onDidChangeState: connection.onDidChange,
    onDidReceive: received.subscribe,
    onDidTrace: traced.subscribe,
    run: (command, signal) => session((exchange) => exchange.run(command), signal),
    session,
    async writeNow(bytes, meaning) {
      const life = connection.life();
      if (!life) throw new DeviceError('device/offline', 'the device is not connected');
      await untilAborted(writeOut(life, bytes, meaning), [life.signal]);
    },
    fail: connection.lose,
  };
}

/** The same handler for success and failure; the chained promise never rejects. */
function both(run: () => void): [() => void, () => void] {
  return [run, run];
}

/** A caller's signal whose reason is `device/aborted`, so that every way out of a session is a DeviceError. */
function abortedAsDeviceError(signal: AbortSignal | undefined): { readonly signal: AbortSignal; release(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort(new DeviceError('device/aborted', 'the caller no longer wants the answer', {}, signal?.reason));
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  return { signal: controller.signal, release: () => signal?.removeEventListener('abort', abort) };
}
