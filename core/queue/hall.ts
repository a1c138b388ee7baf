/** The hall as the settings describe it: services, counters and what follows from them. Pure. */
import type { StoreSettings } from '../store/settings.ts';
import type { Lane } from '../values.ts';
import type { PolicyWeights } from './policy.ts';

export type HallService = {
  readonly letter: string;
  readonly name: string;
  readonly nameEn: string;
  readonly description: string;
  readonly descriptionEn: string;
  readonly lane: Lane;
  readonly targetWaitSeconds: number;
  readonly targetHandlingSeconds: number;
};

export type HallCounter = { readonly counter: number; readonly letters: ReadonlySet<string> };

export type Hall = {
  readonly services: readonly HallService[];
  readonly counters: readonly HallCounter[];
  readonly weights: PolicyWeights;
  readonly recallLimit: number;
  service(letter: string): HallService | undefined;
  counter(number: number): HallCounter | undefined;
};

export function createHall(settings: StoreSettings): Hall {
  const services = settings.services.map((service) => ({
    letter: service.letter,
    name: service.name,
    nameEn: service.nameEn,
    description: service.description,
    descriptionEn: service.descriptionEn,
    lane: service.lane,
    targetWaitSeconds: service.targetWaitMinutes * 60,
    targetHandlingSeconds: service.targetHandlingMinutes * 60,
  }));
  const all = services.map((service) => service.letter);
  const counters = [...settings.counters]
    .sort((a, b) => a.counter - b.counter)
    .map((counter) => ({ counter: counter.counter, letters: new Set(counter.services ?? all) }));
  return {
    services,
    counters,
    weights: { lanes: settings.queue.laneWeights, ordinaryMaxWaitMs: settings.queue.ordinaryMaxWaitMinutes * 60_000 },
    recallLimit: settings.queue.recallLimit,
    service: (letter) => services.find((service) => service.letter === letter),
    counter: (number) => counters.find((counter) => counter.counter === number),
  };
}
