/** The store's accounts as last asked for. Made by the people page. */
import type { AccountView } from '../../core/session/accounts-contract.ts';
import type { House } from '../lib/house.svelte.ts';
import { codeOf } from '../lib/link/host-error.ts';
import type { AccountDraft } from './account-draft.ts';
import { inOrder, withAccount } from './account-list.ts';

export class Roster {
  #accounts = $state.raw<readonly AccountView[] | null>(null);
  #failure = $state<string | null>(null);
  #asOf = $state(0);
  readonly #house: House;

  constructor(house: House) {
    this.#house = house;
  }

  /** In order; null until the host answered for the first time. */
  get accounts(): readonly AccountView[] | null {
    return this.#accounts;
  }

  /** Code of why the list could not be had; null once it came. */
  get failure(): string | null {
    return this.#failure;
  }

  /** When the list came, epoch ms by the host's clock. */
  get asOf(): number {
    return this.#asOf;
  }

  /** Asks for the list. There is no stream of it, and asking by a timer would keep the seat from locking. */
  async load(): Promise<void> {
    try {
      const { accounts } = await this.#house.client.accounts.list({});
      this.#accounts = inOrder(accounts);
      this.#asOf = this.#house.clock.now;
      this.#failure = null;
    } catch (error) {
      this.#failure = codeOf(error);
    }
  }

  /** Makes an account. Errors: accounts/name-taken. */
  async create(commandId: string, { account, name, role, password }: AccountDraft): Promise<AccountView> {
    const input = { commandId, account: account.trim(), name: name.trim(), role, password };
    return this.#keep(await this.#house.client.accounts.create(input));
  }

  /** Sets a new password, which also unlocks. Errors: accounts/unknown. */
  async setPassword(commandId: string, account: string, password: string): Promise<AccountView> {
    return this.#keep(await this.#house.client.accounts.change({ commandId, account, password }));
  }

  /** Switches an account off or on. Errors: accounts/unknown · accounts/own-account. */
  async setDisabled(account: string, disabled: boolean): Promise<AccountView> {
    const send = (commandId: string) => this.#house.client.accounts.change({ commandId, account, disabled });
    return this.#keep(await this.#house.run(`account ${account} ${disabled ? 'off' : 'on'}`, send));
  }

  #keep({ account }: { readonly account: AccountView }): AccountView {
    this.#accounts = withAccount(this.#accounts ?? [], account);
    return account;
  }
}
