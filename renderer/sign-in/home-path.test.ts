import { expect, test } from 'vitest';
import { permissionsOf, type Role } from '../../core/session/permissions.ts';
import { homePathOf } from './home-path.ts';

const home = (role: Role, counter: number | null = null) => homePathOf({ permissions: [...permissionsOf(role)], counter });

test('whoever sits at a counter goes there', () => {
  expect(home('clerk', 3)).toBe('/counter');
  expect(home('manager', 1)).toBe('/counter');
});

test('who keeps accounts and works no counter goes to the accounts', () => {
  expect(home('admin')).toBe('/people');
  expect(home('admin', 2)).toBe('/people');
});

test('who can work a counter but sits at none goes to the lobby', () => {
  expect(home('manager')).toBe('/lobby');
  expect(home('duty')).toBe('/lobby');
});

test('a role that may only watch goes to what it may see', () => {
  expect(home('clerk')).toBe('/devices');
});

test('a role without a workplace stays at the landing page', () => {
  expect(home('inspector')).toBe('/');
  expect(home('shopper')).toBe('/');
});
