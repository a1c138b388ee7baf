/**
 * The built screens over HTTP: small files, read whole, so that a download broken off or a build in the middle of it leaves
 * nothing open and nothing half-sent. Byte ranges are not served; a whole answer is always allowed (RFC 9110, 14.2).
 */
import { readFile, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';

/** What the build puts out; anything else is bytes. */
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

const A_YEAR = 'public, max-age=31536000, immutable';

/** Codes of a file that is not there (any more): a wrong path, or a build that is just replacing it. */
const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

/**
 * Serves the pages of a folder.
 * @param root folder of the built pages
 * @returns answers a request for a path as it stands in the URL; false when there is no such page, and then nothing was sent.
 *   A path without an extension is a place inside the one page there is. Rejects when a file is there and cannot be read.
 */
export function createPages(root: string): (request: IncomingMessage, response: ServerResponse, path: string) => Promise<boolean> {
  return async (request, response, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const segments = segmentsOf(path);
    if (segments === null) return false;
    const isFile = extname(segments.at(-1) ?? '') !== '';
    const file = isFile ? join(root, ...segments) : join(root, 'index.html');
    const found = await stat(file).catch(ifAbsent);
    if (!found?.isFile()) return false;
    const etag = `W/"${found.size.toString(36)}-${Math.trunc(found.mtimeMs).toString(36)}"`;
    // Names under /assets carry a hash of the content; every other name may stand for something new after an upgrade.
    const headers = { ETag: etag, 'Cache-Control': isFile && segments[0] === 'assets' ? A_YEAR : 'no-cache' };
    if (knows(request.headers['if-none-match'], etag)) {
      response.writeHead(304, headers).end();
      return true;
    }
    const content = await readFile(file).catch(ifAbsent);
    if (content === null) return false;
    const type = CONTENT_TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream';
    response.writeHead(200, { ...headers, 'Content-Type': type, 'Content-Length': content.length });
    response.end(request.method === 'HEAD' ? undefined : content);
    return true;
  };
}

/** The names a path is made of; null when one of them could lead out of the folder, or to what is not for the public. */
function segmentsOf(path: string): readonly string[] | null {
  let names: string[];
  try {
    names = path.split('/').map(decodeURIComponent);
  } catch {
    return null;
  }
  const segments = names.filter((name) => name !== '');
  return segments.every((name) => !/^\.|[/\\:\0]/.test(name)) ? segments : null;
}

function knows(ifNoneMatch: string | undefined, etag: string): boolean {
  return (ifNoneMatch ?? '').split(',').some((known) => known.trim() === etag);
}

function ifAbsent(error: unknown): null {
  if (error instanceof Error && 'code' in error && ABSENT.has(String(error.code))) return null;
  throw error;
}
