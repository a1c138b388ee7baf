/** Ids of commands: one per intention of a person, the same one when the person presses again. */

/**
 * A random UUID (version 4). `crypto.randomUUID` exists only in secure contexts; a screen reached over plain http in
 * the store's LAN is none, so the bytes come from `getRandomValues`.
 */
export function newCommandId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Where what was not answered is kept over a reload: the window's `sessionStorage`. */
export type WindowMemory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

const MEMORY_KEY = 'tingtai.unanswered';
/** Most unanswered ids kept; the oldest go first, since nobody presses again for a visit long over. */
const MOST = 50;

/**
 * Remembers the command id of each intention until it is answered, so that a second press after a lost answer repeats
 * the command instead of making another one.
 */
export class Commands {
  readonly #memory: WindowMemory | null;
  readonly #pending: Map<string, string>;

  /** @param memory Keeps the ids over a reload of the window; without it they end with the object. */
  constructor(memory: WindowMemory | null = null) {
    this.#memory = memory;
    this.#pending = new Map(readPending(memory?.getItem(MEMORY_KEY) ?? null));
  }

  /**
   * Runs `send` with the id of this intention.
   * @param intention What the person means, with its subject and the visit it belongs to: `pay <ticket> <payment> 5900`. The same
   *   words an hour later must not mean another customer. No personal data: it is kept as it stands.
   * @throws Whatever `send` throws. The id is kept only if `isUnanswered` says the host may have done it.
   */
  async run<T>(intention: string, send: (commandId: string) => Promise<T>, isUnanswered: (error: unknown) => boolean): Promise<T> {
    const commandId = this.#pending.get(intention) ?? newCommandId();
    // Before it is sent: the window may be reloaded while the answer is on its way.
    this.#keep(intention, commandId);
    try {
      const answer = await send(commandId);
      this.#drop(intention);
      return answer;
    } catch (error) {
      if (!isUnanswered(error)) this.#drop(intention);
      throw error;
    }
  }

  #keep(intention: string, commandId: string): void {
    this.#pending.delete(intention);
    this.#pending.set(intention, commandId);
    for (const oldest of [...this.#pending.keys()].slice(0, -MOST)) this.#pending.delete(oldest);
    this.#write();
  }

  #drop(intention: string): void {
    this.#pending.delete(intention);
    this.#write();
  }

  #write(): void {
    this.#memory?.setItem(MEMORY_KEY, JSON.stringify([...this.#pending]));
  }
}

/** What an earlier life of this window left; nothing if it is no list of pairs of texts. */
function readPending(text: string | null): [string, string][] {
  try {
    const pairs: unknown = JSON.parse(text ?? '[]');
    return Array.isArray(pairs) ? pairs.filter(isPairOfTexts) : [];
  } catch {
    return []; // Not ours; it is written anew with the next command.
  }
}

const isPairOfTexts = (pair: unknown): pair is [string, string] =>
  Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string');
