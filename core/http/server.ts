/**
 * The store host on the network: built pages, `/healthz`, the contract over HTTP (`/api`) and WebSocket (`/rpc`).
 * Every answer carries a strict content-security policy; a page of another origin gets no socket and no answer.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { RPCHandler as PortHandler } from '@orpc/server/message-port';
import { BodyLimitPlugin } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { RPCHandler } from '@orpc/server/ws';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import { WebSocketServer } from 'ws';
import { contract } from '../contract.ts';
import { VERSION } from '../version.ts';
import { toAnswer } from './access.ts';
import { type CallSource, isAllowedHost, isAllowedOrigin, isFromThisMachine, stationKeyOf } from './caller.ts';
import { createSocketCheck, SOCKET_CHECK_MS } from './live-sockets.ts';
import { createPages } from './pages.ts';
import type { CallContext, StoreRouter } from './router.ts';
import { createRpcAnswers } from './rpc-answers.ts';

export type ServerOptions = {
  readonly router: StoreRouter;
  /** 0 = any free port. */
  readonly port: number;
  readonly lan: boolean;
  /** Folder of the built pages; null = API only. */
  readonly pages: string | null;
  readonly health: () => Record<string, unknown>;
  /** Station id behind a station key. */
  readonly stationOf: (key: string) => string | null;
  readonly report: (error: unknown) => void;
};

/** A port as oRPC takes it: a DOM, Node or Electron MessagePort. */
export type MessagePortLike = Parameters<PortHandler<CallContext>['upgrade']>[0];

const BODY_LIMIT_BYTES = 1_048_576;
const SECURITY_HEADERS = {
  'Content-Security-Policy':
    "default-src 'self'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
} as const;

export async function startServer(options: ServerOptions) {
  const { router, lan, report } = options;
  const http = new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: BODY_LIMIT_BYTES }), new RequestHeadersPlugin()],
    customErrorResponseBodyEncoder(error) {
      const { code, message, data } = toAnswer(error, report);
      return { code, message, data: data ?? {} };
    },
  });
  const sockets = new RPCHandler<CallContext>(router, {
    plugins: [new RequestHeadersPlugin()],
    rootInterceptors: [createRpcAnswers(report)],
  });
  const ports = new PortHandler<CallContext>(router, {
    plugins: [new RequestHeadersPlugin()],
    rootInterceptors: [createRpcAnswers(report)],
  });
  const pages = options.pages === null ? null : createPages(options.pages);

  /** This machine is station `host`; another is known by its station key, or not at all. */
  function stationOf(source: CallSource): string | null {
    if (source.isLocal) return 'host';
    return source.stationKey === null ? null : options.stationOf(source.stationKey);
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
    const path = pathOf(request.url);
    if (!isWelcome(request)) {
      return sendJson(response, 403, { code: 'session/forbidden', message: 'Not for pages of another origin', data: {} });
    }
    if (path === null) return sendJson(response, 404, { code: 'procedure/unknown', message: 'No such page', data: {} });
    if (path === '/healthz') return sendJson(response, 200, options.health());
    if (path === '/api/openapi.json') return sendJson(response, 200, await describe());
    if (path.startsWith('/api/') || path === '/api') return serveApi(request, response);
    if (!pages) return sendJson(response, 404, { code: 'procedure/unknown', message: 'The screens are not built', data: {} });
    const isServed = await pages(request, response, path);
    if (!isServed) sendJson(response, 404, { code: 'procedure/unknown', message: 'No such page', data: {} });
  }

  async function serveApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const context: CallContext = {
      station: stationOf(sourceOf(request)),
      setStationKey: (key) =>
        response.setHeader('Set-Cookie', `tingtai-station=${key}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000`),
    };
    const { matched } = await http.handle(request, response, { prefix: '/api', context });
    if (!matched) sendJson(response, 404, { code: 'procedure/unknown', message: 'There is no such procedure', data: {} });
  }

  let description: Promise<unknown> | null = null;
  /** The OpenAPI document, made once when first asked for. */
  function describe(): Promise<unknown> {
    const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] });
    description ??= generator.generate(contract, {
      info: { title: 'Tingtai store host', version: VERSION },
      servers: [{ url: '/api' }],
      security: [{ bearer: [] }],
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } } },
    });
    return description;
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      report(error);
      if (!response.headersSent)
        sendJson(response, 500, { code: 'internal/failure', message: 'Something went wrong in the store host', data: {} });
    });
  });
  const webSockets = new WebSocketServer({ noServer: true, maxPayload: BODY_LIMIT_BYTES });

  server.on('upgrade', (request, socket: Socket, head) => {
    // Node hands the socket over without a listener: a reset by the peer would end the process.
    socket.on('error', () => socket.destroy());
    const path = pathOf(request.url);
    if (path !== '/rpc' || !isWelcome(request)) {
      socket.end(`HTTP/1.1 ${path === '/rpc' ? 403 : 404} Refused\r\nConnection: close\r\n\r\n`, () => socket.destroy());
      return;
    }
    webSockets.handleUpgrade(request, socket, head, (webSocket) => {
      // A frame over the limit or a torn connection ends this socket only.
      webSocket.on('error', () => webSocket.terminate());
      void sockets.upgrade(webSocket, { context: { station: stationOf(sourceOf(request)) } });
    });
  });

  await listen(server, options.port, lan);
  server.on('error', report);
  const socketCheck = setInterval(createSocketCheck(webSockets.clients), SOCKET_CHECK_MS);
  socketCheck.unref();
  // The server listens on TCP, so its address is an AddressInfo.
  const { port } = server.address() as AddressInfo;

  return {
    port,
    url: `http://127.0.0.1:${port}`,
    /** Serves the contract on a message port: a window of the desktop shell. */
    attach(messagePort: MessagePortLike): void {
      ports.upgrade(messagePort, { context: { station: 'host' } });
    },
    async close(): Promise<void> {
      clearInterval(socketCheck);
      for (const client of webSockets.clients) client.close(1001, 'closing');
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const timer = setTimeout(() => {
        for (const client of webSockets.clients) client.terminate();
        server.closeAllConnections();
      }, 500);
      await closed;
      clearTimeout(timer);
    },
  };
}

export type StoreServer = Awaited<ReturnType<typeof startServer>>;

/** Path of a request's target; null for what is no URL, such as `//`. */
function pathOf(target: string | undefined): string | null {
  const url = target ?? '/';
  return URL.canParse(url, 'http://store') ? new URL(url, 'http://store').pathname : null;
}

function sourceOf(request: IncomingMessage): CallSource {
  return { isLocal: isFromThisMachine(request.socket.remoteAddress, request.headers), stationKey: stationKeyOf(request.headers) };
}

/** Not a page of another origin, and not one that only pretends to be ours. */
function isWelcome(request: IncomingMessage): boolean {
  const { host, origin } = request.headers;
  return isAllowedHost(host, sourceOf(request).isLocal) && isAllowedOrigin(origin, host);
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify(body));
}

function listen(server: Server, port: number, lan: boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, lan ? '0.0.0.0' : '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
