/** A hall at work: a dispenser and a kiosk that fill it, clerks who serve and take cash, and what all of them were told. */
import { expect } from 'vitest';
import { createSocketSending } from './over-socket.ts';
import type { Sending, StubbornClient } from './stubborn-client.ts';

/** Numbers waiting at most: a hall has no thousands of visitors. */
const MOST_WAITING = 30;
const LETTERS = ['A', 'B', 'Z'] as const;

/** What the clients were told and must find again. */
export type Told = {
  readonly tickets: Map<string, { readonly number: string; state: string }>;
  readonly payments: Map<string, { readonly serial: string; readonly amountFen: number }>;
};

/** People in the hall: a dispenser that fills it, a kiosk on a socket, clerks who serve and take cash. */
export function createWorkingHall(told: Told, clientOf: (sending?: Sending) => StubbornClient, chance: () => number) {
  const issued = new Set<string>();
  let stopped = false;
  let waiting = 0;
  let room: (() => void)[] = [];

  function note(ticket: { readonly id: string; readonly number: string; readonly state: string }): void {
    const known = told.tickets.get(ticket.id);
    expect(known === undefined || known.number === ticket.number).toBe(true);
    told.tickets.set(ticket.id, { number: ticket.number, state: ticket.state });
  }

  async function issue(client: StubbornClient): Promise<void> {
    const service = LETTERS[Math.floor(chance() * LETTERS.length)] ?? 'A';
    waiting += 1;
    const { ticket } = await client.send('queue.issue', { service });
    expect(issued.has(ticket.id)).toBe(false);
    issued.add(ticket.id);
    // Its answer may have been lost and the ticket called before it was asked for again.
    if (!told.tickets.has(ticket.id)) note(ticket);
  }

  async function takeNumbers(client: StubbornClient): Promise<void> {
    while (!stopped) {
      if (waiting < MOST_WAITING) await issue(client);
      else await new Promise<void>((resolve) => room.push(resolve));
    }
  }

  async function serve(client: StubbornClient, counter: number): Promise<void> {
    while (!stopped) {
      const { ticket } = await client.send('queue.callNext', { counter });
      if (!ticket) {
        await issue(client);
        continue;
      }
      waiting -= 1;
      for (const wake of room) wake();
      room = [];
      expect(told.tickets.get(ticket.id)?.state ?? 'waiting').toBe('waiting');
      note(ticket);
      if (chance() < 0.15) {
        note((await client.send('queue.noShow', { counter })).ticket);
        continue;
      }
      note((await client.send('queue.start', { counter })).ticket);
      if (chance() < 0.6) await takeCash(client, counter);
      note((await client.send('queue.finish', { counter })).ticket);
    }
  }

  async function takeCash(client: StubbornClient, counter: number): Promise<void> {
    const { customer } = await client.send('customers.identify', { counter, by: { kind: 'number', number: '13800007212' } });
    const subscription = customer.subscriptions[0]?.id ?? '';
    const amountFen = 10 * (1 + Math.floor(chance() * 1000));
    const tender = { kind: 'cash' as const, receivedFen: Math.ceil(amountFen / 10_000) * 10_000 };
    const { transaction } = await client.send('transactions.pay', { counter, subscription, amountFen, tender });
    expect(told.payments.has(transaction.id)).toBe(false);
    told.payments.set(transaction.id, { serial: transaction.serial, amountFen });
  }

  return {
    open(tokens: ReadonlyMap<number, StubbornClient>): Promise<unknown> {
      return Promise.all([
        takeNumbers(clientOf()),
        takeNumbers(clientOf(createSocketSending())),
        ...[...tokens].map(([counter, client]) => serve(client, counter)),
      ]);
    },
    close(): void {
      stopped = true;
      for (const wake of room) wake();
    },
  };
}
