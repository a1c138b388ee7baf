/** The store's devices and print jobs, followed. Made by the device page. */
import type { DevicesPicture, PrintJobView } from '../../core/devices/contract.ts';
import type { House } from '../lib/house.svelte.ts';

export class DeviceWatch {
  #picture = $state.raw<DevicesPicture | null>(null);
  #refusal = $state<string | null>(null);
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** Null until the host answered for the first time. */
  get picture(): DevicesPicture | null {
    return this.#picture;
  }

  /** Code of the last refusal; null once a picture came. */
  get refusal(): string | null {
    return this.#refusal;
  }

  /** Follows until the returned function is called; hand it to onMount. */
  follow(): () => void {
    return this.#house.link.follow(
      (signal) => this.#house.client.devices.watch({}, { signal }),
      (picture) => {
        this.#picture = picture;
        this.#refusal = null;
      },
      {
        onRefused: (code) => {
          this.#refusal = code;
        },
      },
    );
  }

  /** A person says what the paper of an unknown job says. Shows a toast if refused. */
  async decide(job: PrintJobView, printed: boolean): Promise<void> {
    await this.#house.command(`decide ${job.id} ${printed}`, (commandId) =>
      this.#house.client.devices.decideJob({ commandId, job: job.id, printed }),
    );
  }
}
