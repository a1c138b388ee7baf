/** Calls of the host over its plain HTTP surface, typed by the contract: for seeding a hall and for looking behind the screens. */
import { randomUUID } from 'node:crypto';
import type { Inputs, Outputs } from '../../core/contract.ts';

type Area = keyof Inputs & keyof Outputs;
type Verb<A extends Area> = keyof Inputs[A] & keyof Outputs[A] & string;

/** `call('queue', 'issue', { … })` is `POST /api/queue/issue`. Throws with the error's code when the host refuses. */
export type HostCall = <A extends Area, V extends Verb<A>>(area: A, verb: V, input: Inputs[A][V]) => Promise<Outputs[A][V]>;

/** @param token Bearer token of a session; null for what is open to everybody. */
export function callHost(url: string, token: string | null): HostCall {
  return async (area, verb, input) => {
    const response = await fetch(`${url}/api/${area}/${verb}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(input),
    });
    if (!response.ok) throw new Error(`${area}.${verb} was refused with ${response.status}: ${await response.text()}`);
    // The host's answers are checked against the contract by its own tests; here they only get its type.
    return (await response.json()) as Awaited<ReturnType<HostCall>> as never;
  };
}

/** A command id of its own for every command a test sends. */
export const command = (): { readonly commandId: string } => ({ commandId: randomUUID() });

/** Takes `count` numbers without paper, as the lobby manager does, and answers them in order. */
export async function takeNumbers(call: HostCall, service: string, count: number): Promise<readonly string[]> {
  const numbers: string[] = [];
  for (let taken = 0; taken < count; taken += 1) {
    numbers.push((await call('queue', 'issue', { ...command(), service })).ticket.number);
  }
  return numbers;
}
