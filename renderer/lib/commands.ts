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

/**
 * Remembers the command id of each intention until it is answered, so that a second press after a lost answer repeats
 * the command instead of making another one.
 */
export class Commands {
  readonly #pending = new Map<string, string>();

  /**
   * Runs `send` with the id of this intention.
   * @param intention What the person means, with its subject: `pay 138… 5900`. Another subject is another intention.
   * @throws Whatever `send` throws. The id is kept only if `isUnanswered` says the host may have heard it.
   */
  async run<T>(intention: string, send: (commandId: string) => Promise<T>, isUnanswered: (error: unknown) => boolean): Promise<T> {
    const commandId = this.#pending.get(intention) ?? newCommandId();
    this.#pending.set(intention, commandId);
    try {
      const answer = await send(commandId);
      this.#pending.delete(intention);
      return answer;
    } catch (error) {
      if (!isUnanswered(error)) this.#pending.delete(intention);
      throw error;
    }
  }
}
