/**
 * The voice of one hall: calls wait their turn and are said one after the other, never over each other.
 *
 *   ticket called ──▶ announce ──▶ waiting ──▶ chime · phrase · pause · phrase ──▶ next
 *                                                 │ speak, else playClips (players.ts)
 *                                                 └ neither works: move on, tell the page once
 *
 * The text on the screen does not wait for the voice: the display draws the call when the board changes.
 */
import type { ClipName } from '../../../core/voice/clip-name.ts';
import type { CallPhrase } from '../../../core/voice/phrase.ts';

/**
 * How playing something ended. `blocked`: the browser wants a click first. `unavailable`: this player cannot say it at all.
 * `failed`: it should have worked.
 */
export type PlayOutcome = 'played' | 'blocked' | 'unavailable' | 'failed';

/** One call of a ticket, in every language the hall speaks. */
export type Announcement = {
  /** The ticket's number; a waiting call of the same number is replaced by a newer one. */
  readonly number: string;
  /** Counter the ticket is called to. */
  readonly counter: number;
  /** Sentences said one after the other in each round. */
  readonly phrases: readonly CallPhrase[];
};

/** Plays something and settles when the last sound is out; stops at once when the signal aborts. A rejection counts as `failed`. */
export type Player<Subject> = (subject: Subject, signal: AbortSignal) => Promise<PlayOutcome>;

/** Calls back once after a time, never before returning, and returns what cancels it. */
export type StartTimer = (milliseconds: number, onElapsed: () => void) => () => void;

/** Pauses and limits of an announcement, milliseconds. */
export type AnnouncerTiming = {
  /** Longest chime; a player that has not ended by then is stopped. */
  readonly chimeMaximumMs: number;
  /** Longest sentence; a player that has not ended by then is stopped. */
  readonly phraseMaximumMs: number;
  /** Silence between the rounds of one call. */
  readonly betweenRoundsMs: number;
  /** Silence between two calls. */
  readonly betweenCallsMs: number;
};

/** Measured in Chromium: V012 to counter 102 takes 7.2 s as clips, A001 to counter 3 takes 6.2 s; the limit leaves room for a slow voice. */
export const ANNOUNCER_TIMING: AnnouncerTiming = {
  chimeMaximumMs: 3_000,
  phraseMaximumMs: 20_000,
  betweenRoundsMs: 700,
  betweenCallsMs: 500,
};

/** What a page may show about the voice. */
export type AnnouncerState = {
  /** The call being said now. */
  readonly speaking: Announcement | undefined;
  /** Calls that wait for their turn, next first. */
  readonly waiting: readonly Announcement[];
  /** True from a call of which no sentence was heard until one is heard again. */
  readonly isSilenced: boolean;
};

export type AnnouncerOptions = {
  /** Speech of a voice installed on the machine. */
  readonly speak: Player<CallPhrase>;
  /** Recorded clips, back to back. */
  readonly playClips: Player<readonly ClipName[]>;
  readonly timing?: AnnouncerTiming;
  readonly startTimer: StartTimer;
  /** Rounds of each call; two in a hall. */
  readonly repeat?: number;
  /** Told once when the voice falls silent, and again only after it was heard in between. */
  readonly onBlocked?: (outcome: Exclude<PlayOutcome, 'played'>) => void;
};

export type Announcer = {
  /** Queues a call. The call being said now, or the same one already waiting, is not doubled. */
  announce(call: Announcement): void;
  /** Forgets a waiting call, for a customer who came before the voice did. The call being said now is finished. */
  withdraw(number: string): void;
  /** Present state; a new object after every change. */
  readonly state: AnnouncerState;
  /** Calls back after every change until the returned function is called. */
  onDidChange(listener: (state: AnnouncerState) => void): () => void;
  /** Stops at once and forgets every call; nothing is said afterwards. */
  close(): void;
};

/** Makes the announcer of one hall zone. It never throws and never rejects: a silent hall still works by its screen. */
export function createAnnouncer(options: AnnouncerOptions): Announcer {
  const { speak, playClips, timing = ANNOUNCER_TIMING, startTimer, repeat = 2, onBlocked } = options;
  const closing = new AbortController();
  const listeners = new Set<(state: AnnouncerState) => void>();
  let state: AnnouncerState = { speaking: undefined, waiting: [], isSilenced: false };
  let isRunning = false;

  function change(part: Partial<AnnouncerState>): void {
    state = { ...state, ...part };
    for (const listener of listeners) shielded(() => listener(state));
  }

  function announce(call: Announcement): void {
    if (closing.signal.aborted || isSameCall(state.speaking, call)) return;
    const place = state.waiting.findIndex((waiting) => waiting.number === call.number);
    change({ waiting: place < 0 ? [...state.waiting, call] : state.waiting.with(place, call) });
    if (!isRunning) void run();
  }

  async function run(): Promise<void> {
    isRunning = true;
    for (let call = state.waiting[0]; call !== undefined; call = state.waiting[0]) {
      change({ speaking: call, waiting: state.waiting.slice(1) });
      await say(call);
      change({ speaking: undefined });
      await pause(timing.betweenCallsMs);
    }
    isRunning = false;
  }

  async function say(call: Announcement): Promise<void> {
    const outcomes: PlayOutcome[] = [];
    await limited(playClips, ['chime'], timing.chimeMaximumMs);
    for (let round = 0; round < repeat && !closing.signal.aborted; round++) {
      if (round > 0) await pause(timing.betweenRoundsMs);
      for (const phrase of call.phrases) outcomes.push(await sayPhrase(phrase));
    }
    note(outcomes);
  }

  async function sayPhrase(phrase: CallPhrase): Promise<PlayOutcome> {
    const spoken = await limited(speak, phrase, timing.phraseMaximumMs);
    return spoken === 'played' ? spoken : limited(playClips, phrase.clips, timing.phraseMaximumMs);
  }

  /** Runs a player under a deadline. When it is over, so is the sound: the signal aborts before the next one starts. */
  async function limited<Subject>(player: Player<Subject>, subject: Subject, maximumMs: number): Promise<PlayOutcome> {
    if (closing.signal.aborted) return 'unavailable';
    const stopping = new AbortController();
    const onClose = () => stopping.abort();
    closing.signal.addEventListener('abort', onClose);
    const cancelled = new Promise<PlayOutcome>((resolve) => stopping.signal.addEventListener('abort', () => resolve('failed')));
    const cancelDeadline = startTimer(maximumMs, onClose);
    try {
      return await Promise.race([player(subject, stopping.signal), cancelled]);
    } catch {
      // A player may reject for reasons only its browser knows; the hall goes on, the page hears of it as `failed`.
      return 'failed';
    } finally {
      cancelDeadline();
      closing.signal.removeEventListener('abort', onClose);
      stopping.abort();
    }
  }

  /** A call is silent when none of its sentences was heard; the chime alone tells nobody where to go. */
  function note(outcomes: readonly PlayOutcome[]): void {
    if (closing.signal.aborted) return;
    const silence = outcomes.includes('played') ? undefined : outcomes[0];
    const isSilenced = silence !== undefined;
    if (isSilenced === state.isSilenced) return;
    change({ isSilenced });
    if (silence !== undefined && silence !== 'played') shielded(() => onBlocked?.(silence));
  }

  function pause(milliseconds: number): Promise<void> {
    if (closing.signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const finish = () => {
        cancel();
        closing.signal.removeEventListener('abort', finish);
        resolve();
      };
      const cancel = startTimer(milliseconds, finish);
      closing.signal.addEventListener('abort', finish);
    });
  }

  function withdraw(number: string): void {
    if (state.waiting.some((call) => call.number === number)) change({ waiting: state.waiting.filter((call) => call.number !== number) });
  }

  return {
    announce,
    withdraw,
    get state() {
      return state;
    },
    onDidChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      change({ waiting: [], speaking: undefined });
      closing.abort();
      listeners.clear();
    },
  };
}

const isSameCall = (one: Announcement | undefined, other: Announcement): boolean =>
  one !== undefined && one.number === other.number && one.counter === other.counter;

/** Runs a page's callback; what it throws is reported as uncaught and never stops the voice. */
function shielded(callback: () => void): void {
  try {
    callback();
  } catch (error) {
    queueMicrotask(() => {
      throw error;
    });
  }
}
