/** The voice of this display: hears the boards, says what is new, knows whether it can be heard. */
import type { Board, Call } from '../../core/queue/contract.ts';
import { callPhrase, callPhraseEnglish, type DigitOne } from '../../core/voice/phrase.ts';
import { type Announcement, createAnnouncer } from '../lib/voice/announcer.ts';
import { createBrowserPlayers } from '../lib/voice/players.ts';
import { callsToSay, isStanding, newestCall } from './new-calls.ts';

/** Where this machine remembers that it also speaks English. */
const ENGLISH_KEY = 'tingtai.display.english';

export class HallVoice {
  #english = $state(localStorage.getItem(ENGLISH_KEY) === 'yes');
  #silenced = $state(false);
  /** Newest call known so far; what was called before this page opened is not said. */
  #heardUpTo: number | null = null;
  readonly #digitOne: () => DigitOne;
  readonly #players = createBrowserPlayers();
  readonly #announcer = createAnnouncer({ ...this.#players });
  readonly #closing = new AbortController();

  constructor(digitOne: () => DigitOne) {
    this.#digitOne = digitOne;
  }

  /** True while calls are not heard, mostly because the browser wants a touch first. */
  get silenced(): boolean {
    return this.#silenced;
  }
  get english(): boolean {
    return this.#english;
  }
  set english(on: boolean) {
    this.#english = on;
    localStorage.setItem(ENGLISH_KEY, on ? 'yes' : 'no');
  }

  /** Starts the voice; returns what ends it. Fit for onMount. */
  run(): () => void {
    const forget = this.#announcer.onDidChange((state) => {
      this.#silenced = state.isSilenced;
    });
    void this.#probe();
    return () => {
      forget();
      this.#closing.abort();
      this.#announcer.close();
      void this.#players.close();
    };
  }

  /** Says the new calls of a board, and forgets waiting ones whose visitor came already. */
  heed(board: Board): void {
    const newest = newestCall(board);
    if (this.#heardUpTo === null || board.seq < this.#heardUpTo) this.#heardUpTo = newest;
    for (const call of callsToSay(board, this.#heardUpTo)) this.#say(call);
    for (const { number } of this.#announcer.state.waiting) {
      if (!board.calls.some((call) => call.number === number && isStanding(board, call))) this.#announcer.withdraw(number);
    }
    this.#heardUpTo = Math.max(this.#heardUpTo, newest);
  }

  /** After a touch: lets the browser play, then says the calls that stand, or a chime so that somebody hears it works. */
  async unlock(board: Board | null): Promise<void> {
    await this.#players.unlock();
    this.#silenced = false;
    const standing = board ? callsToSay(board, 0) : [];
    for (const call of standing) this.#say(call);
    if (standing.length === 0) this.#silenced = (await this.#players.playClips(['chime'], this.#closing.signal)) === 'blocked';
  }

  #say(call: Call): void {
    // A call always names a counter from 1 on; a picture without one has nothing to say.
    if (call.counter > 0) this.#announcer.announce(this.#announcement(call));
  }

  #announcement({ number, counter }: Call): Announcement {
    const mandarin = callPhrase({ number, counter, digitOne: this.#digitOne() });
    return { number, counter, phrases: this.#english ? [mandarin, callPhraseEnglish({ number, counter })] : [mandarin] };
  }

  /** An empty sentence makes no sound but tells whether the browser lets this page play, before the first call of the day. */
  async #probe(): Promise<void> {
    const outcome = await this.#players.playClips([], this.#closing.signal);
    if (!this.#closing.signal.aborted) this.#silenced = outcome === 'blocked';
  }
}
