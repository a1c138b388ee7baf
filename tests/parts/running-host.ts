/** A real store host on a free port over a data folder of its own, and callers of it over HTTP and WebSocket. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import type { ContractRouterClient } from '@orpc/contract';
import { WebSocket } from 'ws';
import type { Contract, Inputs, Outputs } from '../../core/contract.ts';
import { type HostOptions, type StoreHost, startHost } from '../../core/host.ts';
import { firstSettings } from '../../core/store/first-settings.ts';
import type { StoreSettingsFile } from '../../core/store/settings.ts';

export type StoreFolder = { readonly path: string; remove(): void };

/** A data folder with the settings of the demo hall, changed as wanted; without devices unless they are given. */
export function makeStoreFolder(changes: Partial<StoreSettingsFile> = {}): StoreFolder {
  const path = mkdtempSync(join(tmpdir(), 'tingtai-store-'));
  writeFileSync(join(path, 'store.json'), JSON.stringify({ ...firstSettings(true), devices: [], ...changes }));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** A copy of a store whose host is closed. */
export function copyStoreFolder(of: StoreFolder): StoreFolder {
  const copy = makeStoreFolder();
  cpSync(of.path, copy.path, { recursive: true });
  return copy;
}

/** Starts the demo store of a folder. What it logs is a failure nobody expected; tests expect `logged` to stay empty. */
export async function runHost(
  folder: StoreFolder,
  options: Partial<HostOptions> = {},
): Promise<StoreHost & { readonly logged: readonly string[] }> {
  const logged: string[] = [];
  const host = await startHost({ data: folder.path, port: 0, demo: true, log: (line) => void logged.push(line), ...options });
  return { ...host, logged };
}

/** What the border answered: an output, or `{code, message, data}`. */
export type Answer<T = unknown> = { readonly status: number; readonly body: T };

export async function post(url: string, procedure: string, body: string, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(`${url}/api/${procedure.replace('.', '/')}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });
  return { status: response.status, body: await response.json() };
}

/** A refusal as a caller over HTTP sees it. */
export class CallRefused extends Error {
  readonly status: number;
  readonly code: string;
  readonly data: unknown;

  constructor(procedure: string, status: number, body: { code: string; message: string; data: unknown }) {
    super(`${procedure}: ${body.code} ${body.message}`);
    this.status = status;
    this.code = body.code;
    this.data = body.data;
  }
}

type AreaOf = keyof Inputs & keyof Outputs;
/** Every `area.verb`. */
export type Procedure = { [A in AreaOf]: `${A}.${keyof Inputs[A] & string}` }[AreaOf];
export type InputOf<P> = P extends `${infer A extends AreaOf}.${infer V}` ? (V extends keyof Inputs[A] ? Inputs[A][V] : never) : never;
export type OutputOf<P> = P extends `${infer A extends AreaOf}.${infer V}` ? (V extends keyof Outputs[A] ? Outputs[A][V] : never) : never;

export type HttpCaller = <P extends Procedure>(procedure: P, input: InputOf<P>) => Promise<OutputOf<P>>;

/** Calls over HTTP as another program would. Throws CallRefused for an error answer. */
export function httpCaller(url: string, token: string | null): HttpCaller {
  return async (procedure, input) => {
    const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
    const { status, body } = await post(url, procedure, JSON.stringify(input), headers);
    // The border answers by the contract, or in the one shape of errors.
    if (status !== 200) throw new CallRefused(procedure, status, body as { code: string; message: string; data: unknown });
    return body as OutputOf<typeof procedure>;
  };
}

/** Signs an account of the demo store in. */
export async function signIn(url: string, account: string, counter?: number): Promise<{ token: string; call: HttpCaller }> {
  const { token } = await httpCaller(url, null)('session.signIn', {
    account,
    password: 'demo',
    ...(counter === undefined ? {} : { counter }),
  });
  return { token, call: httpCaller(url, token) };
}

export type SocketCaller = { readonly client: ContractRouterClient<Contract>; readonly socket: WebSocket; close(): void };

/** Opens a socket to `/rpc` as a screen does; `carried` are headers of the connection itself, such as a station's key. */
export async function openSocket(url: string, token: string | null, carried: Record<string, string> = {}): Promise<SocketCaller> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/rpc`, { headers: carried });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', () => resolve());
    socket.once('error', reject);
  });
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  // ws is a WebSocket of the browser's shape, but for the types of its events.
  const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket, headers });
  return { client: createORPCClient(link), socket, close: () => socket.close() };
}
