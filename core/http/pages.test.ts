import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createPages } from './pages.ts';

let folder: string;
let server: Server;
let port: number;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tingtai-pages-'));
  const root = join(folder, 'built');
  mkdirSync(join(root, 'assets'), { recursive: true });
  writeFileSync(join(root, 'index.html'), '<p>screens</p>');
  writeFileSync(join(root, 'assets', 'index-abc.js'), 'let a;');
  writeFileSync(join(root, '.build-stamp.txt'), 'hidden');
  writeFileSync(join(folder, 'store.db.txt'), 'outside');
  const pages = createPages(root);
  server = createServer((request, response) => {
    pages(request, response, request.url ?? '/').then(
      (isServed) => isServed || response.writeHead(404).end(),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on TCP.
  ({ port } = server.address() as AddressInfo);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const get = (path: string, headers: Record<string, string> = {}) => fetch(`http://127.0.0.1:${port}${path}`, { headers });

/** Asks for a path as it is written; fetch would tidy it up. */
async function statusOfRaw(path: string): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  let text = '';
  for await (const chunk of socket) text += String(chunk);
  return Number(text.split(' ')[1]);
}

describe('a page', () => {
  test.each(['/', '/kiosk', '/counter/3'])('%s is the one there is, to be asked for again each time', async (path) => {
    const response = await get(path);
    expect(await response.text()).toBe('<p>screens</p>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('already known is not sent again, until a build changes it', async () => {
    const etag = (await get('/')).headers.get('etag') ?? '';
    const again = await get('/kiosk', { 'if-none-match': `"other", ${etag}` });
    expect([again.status, await again.text()]).toEqual([304, '']);
    writeFileSync(join(folder, 'built', 'index.html'), '<p>new screens</p>');
    expect((await get('/', { 'if-none-match': etag })).status).toBe(200);
  });

  test('that a build is just replacing is not found, and there again afterwards', async () => {
    rmSync(join(folder, 'built'), { recursive: true });
    expect((await get('/')).status).toBe(404);
    mkdirSync(join(folder, 'built'));
    writeFileSync(join(folder, 'built', 'index.html'), 'back');
    expect(await (await get('/')).text()).toBe('back');
  });
});

describe('a file', () => {
  test('with the hash of its content in its name is kept for a year', async () => {
    const response = await get('/assets/index-abc.js');
    expect(await response.text()).toBe('let a;');
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
  });

  test.each(['bytes=10-5', 'bytes=0-1', 'bytes=-', 'lines=1-2'])('asked for in part (%s) is sent whole', async (range) => {
    const response = await get('/assets/index-abc.js', { range });
    expect([response.status, await response.text()]).toEqual([200, 'let a;']);
  });

  test('asked for by HEAD sends its length and no content', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/assets/index-abc.js`, { method: 'HEAD' });
    expect([response.status, response.headers.get('content-length'), await response.text()]).toEqual([200, '6', '']);
  });

  test('that is missing is not found, instead of a page in its place', async () => {
    expect((await get('/assets/index-old.js')).status).toBe(404);
    expect((await get('/index.html/x.js')).status).toBe(404);
  });

  test('is not written to', async () => {
    expect((await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: 'x' })).status).toBe(404);
  });

  test.each([
    '/../store.db.txt',
    '/%2e%2e/store.db.txt',
    '/assets/..%2f..%2fstore.db.txt',
    '/..%5cstore.db.txt',
    '/.build-stamp.txt',
    '/assets/c:x.js',
    '/index.html%00.js',
    '/%zz.js',
    `/${'x'.repeat(5000)}.js`,
  ])('%s leads nowhere', async (path) => {
    expect(await statusOfRaw(path)).toBe(404);
  });
});
