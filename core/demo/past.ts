/** What working in the demo's past needs. */
import { randomUUID } from 'node:crypto';
import type { Actor } from '../journal/journal.ts';
import type { StoreServices } from '../services.ts';

export type DemoRegistered = { readonly number: string; readonly subscription: string };

/** Actor of a staff account working in the demo's past. */
export function staffActor(services: StoreServices, account: string): Actor {
  return { account: services.statements.people.accountNamed(account)?.id ?? 'system', station: 'host' };
}

/** Command ids of the past are as good as any. */
export const pastCommand = (): string => randomUUID();
