/** The workplaces of staff as the navigation names them, and who may enter. */
import type { Permission } from '../../../core/session/permissions.ts';
import { m } from '../messages/messages.js';

export type StaffPlace = { readonly path: string; readonly label: string };

type Candidate = { readonly path: string; readonly label: () => string; readonly needs: readonly Permission[] };

const CANDIDATES: readonly Candidate[] = [
  // Taking money marks those who serve; lobby managers operate counters for others.
  { path: '/counter', label: () => m.lib_nav_counter(), needs: ['counter.operate', 'payment.take'] },
  { path: '/lobby', label: () => m.lib_nav_lobby(), needs: ['queue.direct'] },
  { path: '/devices', label: () => m.lib_nav_devices(), needs: ['devices.watch'] },
  { path: '/people', label: () => m.lib_nav_people(), needs: ['accounts.manage'] },
];

/** Workplaces open to somebody with these permissions, in the order of the navigation. */
export const placesFor = (may: (permission: Permission) => boolean): readonly StaffPlace[] =>
  CANDIDATES.filter((place) => place.needs.every(may)).map(({ path, label }) => ({ path, label: label() }));
