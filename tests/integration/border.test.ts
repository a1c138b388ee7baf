/** Bad input at every door: each procedure of the contract answers in the one shape of errors and changes nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import { ERROR_STATUS } from '../../core/error-codes.ts';
import type { StoreHost } from '../../core/host.ts';
import { permissionsOf, type Role } from '../../core/session/permissions.ts';
import { EVERY_PROCEDURE, type NamedProcedure } from '../parts/every-procedure.ts';
import {
  type Answer,
  makeStoreFolder,
  openSocket,
  post,
  runHost,
  type SocketCaller,
  type StoreFolder,
  signIn,
} from '../parts/running-host.ts';
import { contentOf } from '../parts/store-content.ts';

const STAFF: readonly { readonly account: string; readonly role: Role }[] = [
  { account: 'clerk1', role: 'clerk' },
  { account: 'lobby', role: 'lobby' },
  { account: 'duty', role: 'duty' },
  { account: 'manager', role: 'manager' },
  { account: 'inspector', role: 'inspector' },
  { account: 'shopper', role: 'shopper' },
  { account: 'admin', role: 'admin' },
];
const OVER_LIMIT = JSON.stringify({ account: 'x'.repeat(1_048_577) });

let folder: StoreFolder;
let host: StoreHost & { readonly logged: readonly string[] };
/** A bearer token per role, the stations' included, and one of a locked seat. */
let tokens: Map<Role | 'locked', string>;

beforeAll(async () => {
  folder = makeStoreFolder();
  host = await runHost(folder);
  tokens = new Map();
  for (const { account, role } of STAFF) tokens.set(role, (await signIn(host.url, account)).token);
  const lobby = await signIn(host.url, 'lobby');
  for (const workplace of ['kiosk', 'display'] as const)
    tokens.set(workplace, (await lobby.call('session.openStation', { workplace })).token);
  const locked = await signIn(host.url, 'manager');
  await locked.call('session.lock', {});
  tokens.set('locked', locked.token);
});
afterAll(async () => {
  await host.close();
  folder.remove();
});

/** Around the tests of a description: whatever they ask, neither journal nor any row is another one afterwards. */
function nothingChanges(): void {
  let before: Readonly<Record<string, unknown>>;
  const picture = async () => ({ content: contentOf(folder.path), health: await health(), logged: [...host.logged] });
  beforeAll(async () => {
    before = await picture();
  });
  afterAll(async () => {
    expect(await picture()).toEqual({ ...before, logged: [] });
  });
}

async function health(): Promise<Record<string, unknown>> {
  return (await fetch(`${host.url}/healthz`)).json() as Promise<Record<string, unknown>>; // `/healthz` is an object.
}

const bearer = (who: Role | 'locked'): Record<string, string> => ({ authorization: `Bearer ${tokens.get(who)}` });
/** A role that may use a procedure. */
const roleFor = ({ meta }: NamedProcedure): Role =>
  [...tokens.keys()].find((role): role is Role => role !== 'locked' && mayUse(role, meta.access)) ?? 'manager';
const mayUse = (role: Role, access: string) =>
  access === 'open' || access === 'session' || permissionsOf(role).some((one) => one === access);

/** The one shape of errors, its code in the table, its status the table's. */
function expectRefusal({ status, body }: Answer, code: keyof typeof ERROR_STATUS): void {
  expect(body).toEqual({ code, message: expect.stringMatching(/./), data: expect.any(Object) });
  expect(status).toBe(ERROR_STATUS[code]);
}

test('the contract is not empty', () => {
  expect(EVERY_PROCEDURE.length).toBeGreaterThan(30);
});

describe.each(EVERY_PROCEDURE)('$name over HTTP', (procedure) => {
  nothingChanges();
  const { name, meta, fields } = procedure;
  const asked = (body: string, who: Role = roleFor(procedure)) => post(host.url, name, body, bearer(who));

  test('refuses what is no JSON', async () => {
    for (const body of ['{"commandId":', 'commandId=1', '\u0000']) expectRefusal(await asked(body), 'input/invalid');
  });

  test('refuses JSON that is no object', async () => {
    for (const body of ['', 'null', '[]', '7', '"text"', 'true']) expectRefusal(await asked(body), 'input/invalid');
  });

  test('refuses a field nobody knows, by name', async () => {
    const answer = await asked(JSON.stringify({ colour: 'blue' }));
    expectRefusal(answer, 'input/invalid');
    if (fields.length === 0) expect(JSON.stringify(answer.body)).toContain('colour');
  });

  test('refuses every field of a wrong type', async () => {
    for (const wrong of [{ a: [1] }, null, [[]], 1e300]) {
      // A procedure without input has no field to be wrong in, so it gets one.
      const body = JSON.stringify(
        Object.fromEntries([...fields, ...(fields.length === 0 ? ['colour'] : [])].map((field) => [field, wrong])),
      );
      expectRefusal(await asked(body), 'input/invalid');
    }
  });

  test('refuses more than a megabyte', async () => {
    expectRefusal(await asked(OVER_LIMIT), 'input/too-large');
  });

  if (fields.includes('commandId'))
    test('refuses a command id that is no UUID', async () => {
      for (const commandId of ['', '1', 'x'.repeat(36), `${randomUUID()}0`, 7]) {
        const answer = await asked(JSON.stringify({ commandId }));
        expectRefusal(answer, 'input/invalid');
        expect(JSON.stringify(answer.body)).toContain('"path":"commandId"');
      }
    });

  if (meta.access !== 'open')
    test('refuses a caller without a live session, whatever the input', async () => {
      for (const headers of [{}, { authorization: 'Bearer nobody' }, { authorization: 'Basic Y2xlcmsxOmRlbW8=' }]) {
        expectRefusal(await post(host.url, name, '{"colour":1}', headers), 'session/required');
      }
    });

  test('lets in exactly the roles of the table', async () => {
    for (const who of [...tokens.keys()]) {
      if (who === 'locked') continue;
      const answer = await asked('{"colour":"blue"}', who);
      expectRefusal(answer, mayUse(who, meta.access) ? 'input/invalid' : 'session/forbidden');
    }
  });

  if (meta.access !== 'open')
    test('refuses a locked seat, unless it is made for one', async () => {
      const answer = await post(host.url, name, '{"colour":"blue"}', bearer('locked'));
      const refused = mayUse('manager', meta.access) ? 'session/locked' : 'session/forbidden';
      expectRefusal(answer, meta.whileLocked ? 'input/invalid' : refused);
    });
});

describe.each(EVERY_PROCEDURE)('$name over a WebSocket', (procedure) => {
  nothingChanges();
  const { name, meta } = procedure;
  const [area = '', verb = ''] = name.split('.');

  async function codeOf(token: string | null, input: unknown): Promise<string> {
    const { client, close } = await openSocket(host.url, token);
    try {
      // By name: the typed client cannot be asked wrongly.
      const calls = client as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>;
      await calls[area]?.[verb]?.(input);
      return 'answered';
    } catch (error) {
      const { code, status, data } = error as { code: keyof typeof ERROR_STATUS; status: number; data: unknown }; // As oRPC's errors are.
      expect(ERROR_STATUS[code]).toBe(status);
      expect(data).toBeTypeOf('object');
      return code;
    } finally {
      close();
    }
  }

  test('refuses with the same codes as over HTTP', async () => {
    const token = tokens.get(roleFor(procedure)) ?? null;
    expect(await codeOf(token, { colour: 'blue' })).toBe('input/invalid');
    expect(await codeOf(token, null)).toBe('input/invalid');
    expect(await codeOf(null, { colour: 'blue' })).toBe(meta.access === 'open' ? 'input/invalid' : 'session/required');
    const shopper = mayUse('shopper', meta.access) ? 'input/invalid' : 'session/forbidden';
    expect(await codeOf(tokens.get('shopper') ?? null, { colour: 'blue' })).toBe(shopper);
  });
});

describe('what is no procedure', () => {
  nothingChanges();
  test.each(['queue.fly', 'fly.away', 'constructor.constructor', '__proto__.toString', 'queue.__proto__', 'queue'])(
    '%s is unknown',
    async (name) => {
      expectRefusal(await post(host.url, name, '{}', bearer('manager')), 'procedure/unknown');
    },
  );

  test.each(['GET', 'PUT', 'DELETE', 'PATCH'])('%s is no way to call one', async (method) => {
    const response = await fetch(`${host.url}/api/queue/board`, { method, headers: bearer('manager') });
    expectRefusal({ status: response.status, body: await response.json() }, 'procedure/unknown');
  });
});

describe('pages of other origins', () => {
  nothingChanges();
  test.each([
    ['a foreign origin', { origin: 'http://evil.example' }],
    ['a page from a file', { origin: 'null' }],
    ['another port', { origin: 'http://127.0.0.1:1' }],
  ])('%s gets no answer', async (_, headers) => {
    expectRefusal(await post(host.url, 'queue.board', '{}', { ...bearer('manager'), ...headers }), 'session/forbidden');
  });

  test('a foreign name that leads to this machine gets no answer', async () => {
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${host.url}/healthz`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.once('error', reject);
      sent.end();
    });
    expect(status).toBe(403);
  });

  test.each([
    ['a foreign origin', '/rpc', { origin: 'http://evil.example' }],
    ['a foreign name', '/rpc', { host: 'evil.example' }],
    ['another path', '/other', {}],
  ])('%s opens no socket', async (_, path, headers) => {
    const socket = new WebSocket(`${host.url.replace('http', 'ws')}${path}`, { headers });
    const [error] = await new Promise<unknown[]>((resolve) => socket.once('error', (...args) => resolve(args)));
    expect(String(error)).toContain(path === '/rpc' ? '403' : '404');
  });

  test('every answer forbids foreign scripts and frames', async () => {
    const { headers } = await fetch(`${host.url}/healthz`);
    expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('a socket', () => {
  nothingChanges();
  let bad: SocketCaller;
  let good: SocketCaller;
  beforeEach(async () => {
    [bad, good] = [await openSocket(host.url, null), await openSocket(host.url, tokens.get('display') ?? null)];
  });
  afterEach(() => {
    bad.close();
    good.close();
  });

  test('that sends more than a megabyte at once is closed, the others go on', async () => {
    const closed = new Promise<number>((resolve) => bad.socket.once('close', (code) => resolve(code)));
    bad.socket.send('x'.repeat(1_048_577));
    expect(await closed).toBe(1009);
    expect((await good.client.queue.board({})).services).not.toEqual([]);
  });

  test('that sends nonsense harms nobody', async () => {
    // The carrier writes what it could not read to the terminal.
    const terminal = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    for (const nonsense of [
      'nonsense',
      '{}',
      '{"i":"n1"}',
      '{"i":"n2","p":{"u":"http://x/queue/issue","b":7}}',
      new Uint8Array([0, 255, 0]),
    ])
      bad.socket.send(nonsense);
    expect((await bad.client.store.welcome({})).demo).toBe(true);
    expect((await good.client.queue.board({})).services).not.toEqual([]);
    terminal.mockRestore();
  });
});

test('the OpenAPI document lists every procedure at its address', async () => {
  const response = await fetch(`${host.url}/api/openapi.json`);
  // An OpenAPI document.
  const { openapi, paths } = (await response.json()) as { openapi: string; paths: Record<string, Record<string, unknown>> };
  expect(openapi).toMatch(/^3\.1/);
  expect(Object.keys(paths).sort()).toEqual(EVERY_PROCEDURE.map(({ name }) => `/${name.replace('.', '/')}`).sort());
  expect(Object.values(paths).every((path) => 'post' in path)).toBe(true);
});

test('every code of the table has a client or server status', () => {
  expect(Object.values(ERROR_STATUS).filter((status) => status < 400 || status > 599)).toEqual([]);
});
