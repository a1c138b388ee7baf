import { ORPCError, ValidationError } from '@orpc/server';
import { expect, test } from 'vitest';
import { DeviceError } from '../../native/device-error.ts';
import { Refused } from '../refused.ts';
import type { LiveSession } from '../session/live-sessions.ts';
import { permissionsOf } from '../session/permissions.ts';
import { admit, toAnswer } from './access.ts';

const clerk: LiveSession = {
  id: 's',
  accountId: 'a',
  account: 'clerk1',
  name: '周敏',
  role: 'clerk',
  permissions: permissionsOf('clerk'),
  counter: 1,
  seat: 'active',
  startedAt: 0,
};
const here = { token: 't', station: 'host' };
const find = (session: LiveSession | null) => (token: string) => (token === 't' ? session : null);
const refusedAs = (code: string) => expect.objectContaining({ code });

test('a stranger on the network may pair and nothing else, not even sign in', () => {
  const stranger = { token: 't', station: null };
  expect(admit({ access: 'open' }, stranger, find(clerk), true)).toBeNull();
  for (const access of ['open', 'session', 'queue.call'] as const) {
    expect(() => admit({ access }, stranger, find(clerk), false)).toThrow(refusedAs('stations/pairing-required'));
  }
});

test('an open procedure needs no session, every other does', () => {
  expect(admit({ access: 'open' }, { token: null, station: 'host' }, find(null), false)).toBeNull();
  expect(() => admit({ access: 'session' }, { token: null, station: 'host' }, find(clerk), false)).toThrow(refusedAs('session/required'));
  expect(() => admit({ access: 'session' }, { token: 'other', station: 'host' }, find(clerk), false)).toThrow(
    refusedAs('session/required'),
  );
  expect(admit({ access: 'session' }, here, find(clerk), false)).toBe(clerk);
});

test('a permission one has lets in, one that one has not is named', () => {
  expect(admit({ access: 'queue.call' }, here, find(clerk), false)).toBe(clerk);
  expect(() => admit({ access: 'accounts.manage' }, here, find(clerk), false)).toThrow(
    expect.objectContaining({ code: 'session/forbidden', data: { permission: 'accounts.manage' } }),
  );
});

test.each(['locked', 'away'] as const)('a seat that is %s may only what works while locked', (seat) => {
  const found = find({ ...clerk, seat });
  expect(() => admit({ access: 'session' }, here, found, false)).toThrow(refusedAs('session/locked'));
  expect(() => admit({ access: 'queue.call' }, here, found, false)).toThrow(refusedAs('session/locked'));
  expect(admit({ access: 'session', whileLocked: true }, here, found, false)).toMatchObject({ seat });
});

test('expected refusals keep code, status, message and data, and are not reported', () => {
  const reported: unknown[] = [];
  const answer = toAnswer(new Refused('counter/busy', 'Counter 1 still has a visitor', { counter: 1 }), (error) => reported.push(error));
  expect(answer).toMatchObject({ code: 'counter/busy', status: 409, message: 'Counter 1 still has a visitor', data: { counter: 1 } });
  expect(toAnswer(new DeviceError('device/timeout', 'No card'), (error) => reported.push(error))).toMatchObject({
    code: 'device/timeout',
    status: 504,
  });
  expect(toAnswer(answer, (error) => reported.push(error))).toMatchObject({ code: 'counter/busy', status: 409 });
  expect(reported).toEqual([]);
});

test('what nobody expected is an internal failure without its words, and is reported', () => {
  const reported: unknown[] = [];
  const bug = new TypeError('cannot read 李样本 of undefined');
  const answer = toAnswer(bug, (error) => reported.push(error));
  expect(answer).toMatchObject({ code: 'internal/failure', status: 500, data: {} });
  expect(JSON.stringify(answer)).not.toContain('李样本');
  expect(toAnswer(new ORPCError('INTERNAL_SERVER_ERROR'), (error) => reported.push(error))).toMatchObject({ code: 'internal/failure' });
  expect(reported).toHaveLength(2);
  expect(reported[0]).toBe(bug);
});

test('a wrong input is answered field by field, without the values', () => {
  const issues = [{ message: 'Invalid number', path: ['by', { key: 'number' }] }];
  const cause = new ValidationError({ message: 'x', issues, data: { by: { number: '13800006721' } } });
  const answer = toAnswer(new ORPCError('BAD_REQUEST', { cause }), () => undefined);
  expect(answer).toMatchObject({
    code: 'input/invalid',
    status: 400,
    data: { issues: [{ path: 'by.number', message: 'Invalid number' }] },
  });
  expect(JSON.stringify(answer)).not.toContain('13800006721');
});

test.each([
  ['PAYLOAD_TOO_LARGE', 'input/too-large', 413],
  ['NOT_FOUND', 'procedure/unknown', 404],
  ['METHOD_NOT_SUPPORTED', 'procedure/unknown', 404],
  ['UNSUPPORTED_MEDIA_TYPE', 'input/invalid', 400],
])('the carrier’s %s becomes %s', (theirs, ours, status) => {
  expect(toAnswer(new ORPCError(theirs), () => undefined)).toMatchObject({ code: ours, status });
});
