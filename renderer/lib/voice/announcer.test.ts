import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import type { ClipName } from '../../../core/voice/clip-name.ts';
import { type CallPhrase, callPhrase, callPhraseEnglish } from '../../../core/voice/phrase.ts';
import { ANNOUNCER_TIMING, type Announcement, type AnnouncerOptions, createAnnouncer, type Player, type PlayOutcome } from './announcer.ts';

const call = (number: string, counter = 3): Announcement => ({ number, counter, phrases: [callPhrase({ number, counter })] });

/** Lets every promise that can settle now do so. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn++) await Promise.resolve();
};

/** A hall whose sounds end when the test says so. Throws as soon as two sounds overlap. */
function hall(options: Partial<AnnouncerOptions> = {}) {
  const timers = new Set<{ readonly due: number; readonly onElapsed: () => void }>();
  const log: string[] = [];
  let now = 0;
  let overlaps = 0;
  let playing: { readonly name: string; readonly finish: (outcome: PlayOutcome) => void; readonly fail: () => void } | undefined;

  const player =
    <Subject>(name: (subject: Subject) => string): Player<Subject> =>
    (subject, signal) => {
      if (playing !== undefined) overlaps++;
      return new Promise((resolve, reject) => {
        const sound = {
          name: name(subject),
          finish: (outcome: PlayOutcome) => end(() => resolve(outcome)),
          fail: () => end(() => reject(new Error('device lost'))),
        };
        const end = (result: () => void) => {
          if (playing === sound) playing = undefined;
          result();
        };
        playing = sound;
        log.push(sound.name);
        signal.addEventListener('abort', () => end(() => undefined));
      });
    };

  const announcer = createAnnouncer({
    speak: player((phrase: CallPhrase) => phrase.text),
    playClips: player((clips: readonly ClipName[]) => clips.join(' ')),
    startTimer: (milliseconds, onElapsed) => {
      const timer = { due: now + milliseconds, onElapsed };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    ...options,
  });

  async function advance(milliseconds: number) {
    now += milliseconds;
    for (const timer of [...timers].filter(({ due }) => due <= now)) {
      if (timers.delete(timer)) timer.onElapsed();
      await settle();
    }
  }
  const finish = async (outcome: PlayOutcome = 'played') => {
    playing?.finish(outcome);
    await settle();
  };
  const fail = async () => {
    playing?.fail();
    await settle();
  };
  /** Lets everything that is queued be heard, at most `steps` sounds and pauses. */
  const drain = async (outcome: PlayOutcome = 'played', steps = 500) => {
    for (let step = 0; step < steps && (announcer.state.speaking !== undefined || announcer.state.waiting.length > 0); step++) {
      if (playing) await finish(outcome);
      else await advance(ANNOUNCER_TIMING.phraseMaximumMs);
    }
  };
  return { announcer, log, advance, finish, fail, drain, timers, playing: () => playing?.name, overlaps: () => overlaps };
}

const A001 = '请A零零一号顾客到三号窗口办理业务';
const A002 = '请A零零二号顾客到三号窗口办理业务';

describe('a call', () => {
  test('is a chime and the sentence twice', async () => {
    const { announcer, log, drain } = hall();
    announcer.announce(call('A001'));
    await drain();
    expect(log).toEqual(['chime', A001, A001]);
  });

  test('says all its languages in each round', async () => {
    const { announcer, log, drain } = hall();
    const english = callPhraseEnglish({ number: 'A001', counter: 3 });
    announcer.announce({ ...call('A001'), phrases: [...call('A001').phrases, english] });
    await drain();
    expect(log).toEqual(['chime', A001, english.text, A001, english.text]);
  });

  test('waits for the one before it, in order', async () => {
    const { announcer, log, drain } = hall();
    announcer.announce(call('A001'));
    announcer.announce(call('A002'));
    expect(announcer.state.waiting.map(({ number }) => number)).toEqual(['A002']);
    await drain();
    expect(log).toEqual(['chime', A001, A001, 'chime', A002, A002]);
  });

  test('is not doubled by a recall while it is said, and is said again by one afterwards', async () => {
    const { announcer, log, drain, finish } = hall();
    announcer.announce(call('A001'));
    await finish();
    announcer.announce(call('A001'));
    await drain();
    expect(log).toEqual(['chime', A001, A001]);
    announcer.announce(call('A001'));
    await drain();
    expect(log).toEqual(['chime', A001, A001, 'chime', A001, A001]);
  });

  test('to another counter replaces the waiting call of its number in its place', async () => {
    const { announcer } = hall();
    for (const waiting of [call('A001'), call('A002', 3), call('A003'), call('A002', 5)]) announcer.announce(waiting);
    expect(announcer.state.waiting.map(({ number, counter }) => [number, counter])).toEqual([
      ['A002', 5],
      ['A003', 3],
    ]);
  });

  test('to another counter than the one being said is said too', async () => {
    const { announcer, log, drain } = hall();
    announcer.announce(call('A001', 3));
    announcer.announce(call('A001', 5));
    await drain();
    expect(log.at(-1)).toBe('请A零零一号顾客到五号窗口办理业务');
  });

  test('that was withdrawn before its turn is not said', async () => {
    const { announcer, log, drain } = hall();
    announcer.announce(call('A001'));
    announcer.announce(call('A002'));
    announcer.withdraw('A002');
    await drain();
    expect(log).toEqual(['chime', A001, A001]);
  });
});

describe('a voice that does not work', () => {
  test('is replaced by the clips of the same sentence', async () => {
    const { announcer, log, finish, playing } = hall();
    announcer.announce(call('A001'));
    await finish();
    await finish('unavailable');
    expect(playing()).toBe('zh-please letter-a zh-0 zh-0 zh-1 zh-customer-to zh-3 zh-window-service');
    expect(log).toHaveLength(3);
  });

  test('is reported once, goes on with the queue, and is reported again only after it was heard in between', async () => {
    const onBlocked = vi.fn();
    const { announcer, drain } = hall({ onBlocked });
    for (const number of ['A001', 'A002', 'A003']) announcer.announce(call(number));
    await drain('blocked');
    expect(onBlocked.mock.calls).toEqual([['blocked']]);
    expect(announcer.state).toEqual({ speaking: undefined, waiting: [], isSilenced: true });
    announcer.announce(call('A004'));
    await drain('played');
    expect(announcer.state.isSilenced).toBe(false);
    announcer.announce(call('A005'));
    await drain('failed');
    expect(onBlocked.mock.calls).toEqual([['blocked'], ['failed']]);
  });

  test('that rejects moves on like one that fails', async () => {
    const { announcer, log, fail } = hall();
    announcer.announce(call('A001'));
    await fail();
    await fail();
    expect(log.slice(0, 2)).toEqual(['chime', A001]);
    expect(log[2]).toContain('zh-please');
  });

  test('that never ends is stopped at its limit and the next call is said', async () => {
    const { announcer, log, advance, timers } = hall();
    announcer.announce(call('A001'));
    announcer.announce(call('A002'));
    // Chime, then two rounds of voice and clips with a pause between, all hanging until their limit.
    const { chimeMaximumMs, phraseMaximumMs, betweenRoundsMs, betweenCallsMs } = ANNOUNCER_TIMING;
    for (const limit of [
      chimeMaximumMs,
      phraseMaximumMs,
      phraseMaximumMs,
      betweenRoundsMs,
      phraseMaximumMs,
      phraseMaximumMs,
      betweenCallsMs,
    ]) {
      await advance(limit - 1);
      await advance(1);
    }
    expect(announcer.state.speaking?.number).toBe('A002');
    expect(log.filter((name) => name === 'chime')).toHaveLength(2);
    expect(timers.size).toBe(1);
  });

  test('and a page whose callbacks throw never stop the queue', async () => {
    const uncaught = vi.spyOn(globalThis, 'queueMicrotask').mockImplementation(() => undefined);
    const { announcer, log, drain } = hall({
      onBlocked: () => {
        throw new Error('page error');
      },
    });
    announcer.onDidChange(() => {
      throw new Error('page error');
    });
    announcer.announce(call('A001'));
    announcer.announce(call('A002'));
    await drain('failed');
    expect(log).toContain(A002);
    expect(uncaught).toHaveBeenCalled();
    uncaught.mockRestore();
  });
});

test('listeners see who is called now, until they stop listening', async () => {
  const { announcer, drain } = hall();
  const spoken: (string | undefined)[] = [];
  const stop = announcer.onDidChange(({ speaking }) => spoken.push(speaking?.number));
  announcer.announce(call('A001'));
  await drain();
  stop();
  announcer.announce(call('A002'));
  expect([...new Set(spoken)]).toEqual([undefined, 'A001']);
  expect(announcer.state.speaking).toBeUndefined();
});

test('closing stops the sound at once, leaves no timer and says nothing more', async () => {
  const { announcer, log, playing, timers } = hall();
  announcer.announce(call('A001'));
  announcer.announce(call('A002'));
  announcer.close();
  await settle();
  announcer.announce(call('A003'));
  await settle();
  expect(playing()).toBeUndefined();
  expect(timers.size).toBe(0);
  expect(log).toEqual(['chime']);
});

test('sounds never overlap, calls keep their order and none is lost, whatever the players do', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('announce' as const), number: fc.integer({ min: 1, max: 6 }), counter: fc.integer({ min: 1, max: 2 }) }),
    fc.record({
      kind: fc.constant('finish' as const),
      outcome: fc.constantFrom<PlayOutcome>('played', 'played', 'blocked', 'unavailable', 'failed'),
    }),
    fc.record({ kind: fc.constant('fail' as const) }),
    fc.record({ kind: fc.constant('advance' as const), milliseconds: fc.constantFrom(1, 500, 700, 3_000, 20_000) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
      const { announcer, overlaps, advance, finish, fail, drain } = hall();
      const expected: Announcement[] = [];
      const said: Announcement[] = [];
      let last: Announcement | undefined;
      announcer.onDidChange(({ speaking }) => {
        if (speaking !== undefined && speaking !== last) said.push(speaking);
        last = speaking;
      });
      for (const action of steps) {
        if (action.kind === 'finish') await finish(action.outcome);
        else if (action.kind === 'fail') await fail();
        else if (action.kind === 'advance') await advance(action.milliseconds);
        else {
          const made = call(`A00${action.number}`, action.counter);
          const { speaking } = announcer.state;
          const place = expected.findIndex((waiting, index) => index >= said.length && waiting.number === made.number);
          if (speaking?.number !== made.number || speaking.counter !== made.counter) {
            if (place >= 0) expected[place] = made;
            else expected.push(made);
          }
          announcer.announce(made);
          await settle();
        }
      }
      await drain();
      expect(overlaps()).toBe(0);
      expect(said).toEqual(expected);
      expect(announcer.state).toMatchObject({ speaking: undefined, waiting: [] });
    }),
    { seed: 20_260_702, numRuns: 300 },
  );
});
