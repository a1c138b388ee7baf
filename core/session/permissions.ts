/** Roles and what each may do. Pure table: the border refuses by it, the screens hide by it. */

export const PERMISSIONS = [
  'queue.watch',
  'queue.issue',
  'queue.call',
  'queue.direct',
  'counter.operate',
  'customer.identify',
  'payment.take',
  'drawer.operate',
  'devices.watch',
  'devices.decide',
  'bench.use',
  'station.open',
  'accounts.manage',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Staff roles, then the two a screen without a person runs under. */
export const ROLES = ['clerk', 'lobby', 'duty', 'manager', 'inspector', 'shopper', 'admin', 'kiosk', 'display'] as const;
export type Role = (typeof ROLES)[number];

/** Screens without a person: they do not idle out, and are shown less. */
export function isStation(role: string): boolean {
  return role === 'kiosk' || role === 'display';
}

const COUNTER: readonly Permission[] = [
  'queue.watch',
  'queue.issue',
  'queue.call',
  'counter.operate',
  'customer.identify',
  'payment.take',
  'drawer.operate',
  'devices.watch',
  'devices.decide',
];

const HALL: readonly Permission[] = ['queue.watch', 'queue.issue', 'queue.direct', 'devices.watch', 'devices.decide', 'station.open'];

const GRANTS: Readonly<Record<Role, readonly Permission[]>> = {
  clerk: COUNTER,
  lobby: [...HALL, 'queue.call', 'counter.operate', 'bench.use'],
  duty: [...new Set([...COUNTER, ...HALL, 'bench.use' as const])],
  manager: [...new Set([...COUNTER, ...HALL, 'bench.use' as const, 'accounts.manage' as const])],
  inspector: ['queue.watch'],
  shopper: [],
  admin: [...HALL, 'bench.use', 'accounts.manage'],
  kiosk: ['queue.watch', 'queue.issue'],
  display: ['queue.watch'],
};

/** What a role may do, in the order of PERMISSIONS. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS.filter((permission) => GRANTS[role].includes(permission));
}
