import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, guardSession, isHostAddress } from './page-guard.ts';
import { StandInElectron } from './stand-in.ts';

const HOST = 'http://127.0.0.1:8710';

test.each([
  ['http://127.0.0.1:8710/counter', true],
  ['ws://127.0.0.1:8710/rpc', true],
  ['http://127.0.0.1:8711/counter', false],
  ['http://localhost:8710/counter', false],
  ['https://127.0.0.1:8710/', false],
  ['http://127.0.0.1:8710@evil.example/', false],
  ['http://name:word@127.0.0.1:8710/', false],
  ['file:///etc/passwd', false],
  ['javascript:alert(1)', false],
  ['not an address', false],
])('%s belongs to the host: %s', (url, expected) => {
  expect(isHostAddress(url, HOST)).toBe(expected);
});

test('before the host has an address, none belongs to it', () => {
  expect(isHostAddress('http://127.0.0.1:8710/', null)).toBe(false);
});

function guarded(): StandInElectron {
  const electron = new StandInElectron();
  guardSession(electron.parts().session.defaultSession, () => HOST);
  return electron;
}

test.each(['media', 'geolocation', 'notifications', 'serial', 'hid', 'openExternal'])('the permission %s is refused', (permission) => {
  const electron = guarded();
  const answers: boolean[] = [];
  electron.permission?.(null, permission, (granted) => answers.push(granted));
  expect(answers).toEqual([false]);
  expect(electron.permissionCheck?.()).toBe(false);
  expect(electron.devicePermission?.()).toBe(false);
});

test.each([
  [`${HOST}/assets/app.js`, false],
  ['blob:http://127.0.0.1:8710/5b1c', false],
  ['https://fonts.example/noto.woff2', true],
  ['http://127.0.0.1:9100/', true],
])('a request for %s is cancelled: %s', (url, expected) => {
  const electron = guarded();
  const answers: boolean[] = [];
  electron.request?.({ url }, ({ cancel }) => answers.push(cancel));
  expect(answers).toEqual([expected]);
});

test('the content security policy is added to the one of the host, whatever the case of its header', () => {
  const electron = guarded();
  const answers: Record<string, string[]>[] = [];
  const responseHeaders = { 'content-security-policy': ["default-src 'none'"], 'Content-Type': ['text/html'] };
  electron.headers?.({ responseHeaders }, (response) => answers.push(response.responseHeaders));
  electron.headers?.({}, (response) => answers.push(response.responseHeaders));
  expect(answers).toEqual([
    { 'content-security-policy': ["default-src 'none'", CONTENT_SECURITY_POLICY], 'Content-Type': ['text/html'] },
    { 'Content-Security-Policy': [CONTENT_SECURITY_POLICY] },
  ]);
  expect(CONTENT_SECURITY_POLICY).toContain("script-src 'self';");
});
