/**
 * `bare-server.ts DIR FRAME_BYTES`: the floor under a WebSocket. A server of `ws` and better-sqlite3 that writes what a pair
 * writes, one flushed commit per turn of the event loop, answers, and sends watchers a ready-made frame after each commit.
 * No contract, no sessions, no rules.
 */
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { say } from '../../../core/cli/terminal.ts';
import { openFloor } from './floor.ts';

type Request = { readonly i: string; readonly p: { readonly u: string; readonly b: { readonly json: { readonly counter?: number } } } };
type Pending = { readonly socket: WebSocket; readonly request: Request };

const [folder, frameBytes] = process.argv.slice(2);
if (folder === undefined) throw new Error('usage: bare-server.ts DIR FRAME_BYTES');
const padding = 'x'.repeat(Number(frameBytes));
const floor = openFloor(folder);
const visitors = new Map<number, ReturnType<typeof floor.nextRows>>();
const watchers = new Set<WebSocket>();
let pending: Pending[] = [];
let seq = 0;

const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (socket) => {
  socket.on('message', (bytes) => {
    // Sent by wire.ts only.
    const request = JSON.parse(String(bytes)) as Request;
    if (request.p.u === '/queue/watch') {
      watchers.add(socket);
      socket.send(frame());
      return;
    }
    pending.push({ socket, request });
    if (pending.length === 1) setImmediate(flush);
  });
});
server.once('listening', () => {
  // It listens on TCP, so its address is an AddressInfo.
  say(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});

function flush(): void {
  const group = pending;
  pending = [];
  floor.begin();
  for (const { request } of group) write(request);
  floor.commit();
  for (const { socket, request } of group) socket.send(JSON.stringify({ i: request.i, p: { b: { json: { ticket: {} } } } }));
  const picture = frame();
  for (const watcher of watchers) watcher.send(picture);
}

function write({ p }: Request): void {
  const counter = p.b.json.counter ?? 1;
  const rows = visitors.get(counter);
  if (p.u === '/queue/issue') {
    const next = floor.nextRows(counter);
    visitors.set(counter, next);
    floor.issue(next);
    seq += 1;
  } else if (rows && p.u === '/queue/callNext') floor.call(rows);
  else if (rows) floor.clear(rows);
}

function frame(): string {
  return `{"i":"1","t":3,"p":{"d":{"json":{"seq":${seq},"padding":"${padding}"}}}}`;
}
