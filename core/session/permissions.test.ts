import { expect, test } from 'vitest';
import { PERMISSIONS, type Permission, permissionsOf, ROLES, type Role } from './permissions.ts';

const rolesWith = (permission: Permission): readonly Role[] => ROLES.filter((role) => permissionsOf(role).includes(permission));

test('money and customers’ data are for those who serve at counters', () => {
  for (const permission of ['payment.take', 'drawer.operate', 'customer.identify'] as const) {
    expect(rolesWith(permission)).toEqual(['clerk', 'duty', 'manager']);
  }
});

test('accounts are made by the manager and the administrator alone, and the administrator takes no money', () => {
  expect(rolesWith('accounts.manage')).toEqual(['manager', 'admin']);
  expect(permissionsOf('admin')).not.toContain('payment.take');
});

test('a kiosk takes numbers, a display looks on, a shopper may nothing', () => {
  expect(permissionsOf('kiosk')).toEqual(['queue.watch', 'queue.issue']);
  expect(permissionsOf('display')).toEqual(['queue.watch']);
  expect(permissionsOf('inspector')).toEqual(['queue.watch']);
  expect(permissionsOf('shopper')).toEqual([]);
});

test('every permission is held by somebody, and none is listed twice', () => {
  expect(PERMISSIONS.filter((permission) => rolesWith(permission).length === 0)).toEqual([]);
  for (const role of ROLES) expect(new Set(permissionsOf(role)).size).toBe(permissionsOf(role).length);
});
