import type { Staff } from '../../core/session/contract.ts';

/** Where a person goes after sign-in: own counter; accounts, for who keeps them and works no counter; else the lobby, else the devices, else the landing page. */
export function homePathOf(staff: Pick<Staff, 'permissions' | 'counter'>): string {
  if (staff.counter !== null && staff.permissions.includes('counter.operate')) return '/counter';
  if (staff.permissions.includes('accounts.manage') && !staff.permissions.includes('counter.operate')) return '/people';
  if (staff.permissions.includes('queue.direct')) return '/lobby';
  if (staff.permissions.includes('devices.watch')) return '/devices';
  return '/';
}
