/**
 * Pairing of consoles on the store's network: a six-digit code shown on the host's screen, used once within ten
 * minutes, becomes a station key. Five wrong tries burn the code.
 */
import { randomInt } from 'node:crypto';
import type { PeopleStatements, StationRow } from '../../db/people.ts';
import type { Clock } from '../clock.ts';
import type { Ids } from '../ids.ts';
import { type Actor, type Journal, SYSTEM } from '../journal/journal.ts';
import { Refused } from '../refused.ts';
import { hashToken, newToken } from './live-sessions.ts';

const CODE_LIFE_MS = 10 * 60_000;
const WRONG_TRIES = 5;

export type Pairing = ReturnType<typeof createPairing>;

export function createPairing(options: {
  readonly people: PeopleStatements;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly lan: boolean;
}) {
  const { people, journal, clock, ids, lan } = options;
  let code: { readonly text: string; readonly expiresAt: number; wrong: number } | null = null;

  return {
    /** A fresh code; the one before is void. Throws `stations/not-in-lan-mode`. */
    newCode(): { code: string; expiresAt: number } {
      if (!lan) throw new Refused('stations/not-in-lan-mode', 'The host serves this machine only; start it with --lan');
      code = { text: String(randomInt(1_000_000)).padStart(6, '0'), expiresAt: clock.now() + CODE_LIFE_MS, wrong: 0 };
      return { code: code.text, expiresAt: code.expiresAt };
    },
    /** Exchanges a code for a station key. Throws `stations/wrong-code` · `stations/not-in-lan-mode`. */
    async pair(input: { code: string; name: string }): Promise<string> {
      if (!lan) throw new Refused('stations/not-in-lan-mode', 'The host serves this machine only; start it with --lan');
      if (code === null || code.expiresAt < clock.now()) throw new Refused('stations/wrong-code', 'No code is open');
      if (code.text !== input.code) {
        code.wrong += 1;
        if (code.wrong >= WRONG_TRIES) code = null;
        throw new Refused('stations/wrong-code', 'The code does not match');
      }
      code = null;
      const key = newToken();
      const id = ids.next();
      await journal.run({ type: 'stations.pair', actor: SYSTEM }, (context) => {
        people.insertStation(context.tx, hashToken(key), id, input.name, context.now);
        context.append({ type: 'station.paired', subject: `station/${id}`, data: { name: input.name } });
      });
      return key;
    },
    /** Id of the station behind a key, or null. */
    stationOf: (key: string): string | null => people.station(hashToken(key))?.id ?? null,
    /** Whether a station's id still opens the border; a socket may outlive its pairing. */
    isPaired: (station: string): boolean => station === SYSTEM.station || people.stationOfId(station) !== undefined,
    /** Paired consoles, the oldest first. */
    list: (): readonly StationRow[] => people.stations(),
    /** Ends a pairing. Throws `stations/unknown`. */
    async remove(input: { commandId: string; station: string }, actor: Actor): Promise<void> {
      await journal.run({ id: input.commandId, type: 'stations.remove', actor, input }, (context) => {
        const station = people.stationOfId(input.station);
        if (!station) throw new Refused('stations/unknown', 'No such console is paired');
        people.removeStation(context.tx, station.id);
        context.append({ type: 'station.removed', subject: `station/${station.id}`, data: { name: station.name } });
        return null;
      });
    },
  };
}
