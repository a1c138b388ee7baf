/** The simulators of the store and the hands in front of them. Made by the device page. */
import { createContext } from 'svelte';
import type { BenchAction, BenchDevice } from '../../core/devices/bench-contract.ts';
import type { House } from '../lib/house.svelte.ts';

export class Bench {
  #devices = $state.raw<readonly BenchDevice[] | null>(null);
  #refusal = $state<string | null>(null);
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** Null until the host answered. */
  get devices(): readonly BenchDevice[] | null {
    return this.#devices;
  }

  /** Why there is no bench: `bench/no-simulators`, or another code; null while there is none. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** True while hands reach the devices: the link is up. */
  get isReachable(): boolean {
    return this.#house.link.state === 'live';
  }

  device(name: string): BenchDevice | undefined {
    return this.#devices?.find((device) => device.name === name);
  }

  /** Follows until the returned function is called, or until the host says that there are no simulators. */
  follow(): () => void {
    const stop = this.#house.link.follow(
      (signal) => this.#house.client.bench.watch({}, { signal }),
      (picture) => {
        this.#devices = picture.devices;
        this.#refusal = null;
      },
      {
        onRefused: (code) => {
          this.#refusal = code;
          if (code === 'bench/no-simulators') stop();
        },
      },
    );
    return stop;
  }

  /** Does what a person in front of the device would. Shows a toast and answers false if refused. */
  async act(device: string, action: BenchAction): Promise<boolean> {
    try {
      await this.#house.client.bench.act({ device, action });
      return true;
    } catch (error) {
      this.#house.toasts.error(error);
      return false;
    }
  }
}

export const [useBench, provideBench] = createContext<Bench>();
