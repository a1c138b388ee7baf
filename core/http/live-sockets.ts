/**
 * Ends sockets nobody reads any more. The carrier writes every picture of a live feed without waiting for the one before, so
 * a console that sleeps, or a cable pulled without a word, would pile pictures up in memory for as long as the host runs.
 */
import { WebSocket } from 'ws';

/** Time between two checks, milliseconds: a peer has this long to answer a ping, which browsers do by themselves. */
export const SOCKET_CHECK_MS = 15_000;

/** Bytes waiting for a peer beyond which it is not slow but gone: some hundred pictures of a full hall. */
export const SOCKET_BACKLOG_BYTES = 2 * 1_048_576;

/**
 * @param clients the open sockets, as they are at each check
 * @returns one check, to be called every SOCKET_CHECK_MS: ends peers that did not answer the last ping or have too much
 *   waiting, and pings the others. A screen that was ended by mistake connects again and gets the newest picture.
 */
export function createSocketCheck(clients: Iterable<WebSocket>): () => void {
  /** Sockets pinged and not heard since. */
  const silent = new WeakSet<WebSocket>();
  const known = new WeakSet<WebSocket>();
  return () => {
    for (const socket of clients) {
      if (socket.readyState !== WebSocket.OPEN) continue;
      if (silent.has(socket) || socket.bufferedAmount > SOCKET_BACKLOG_BYTES) {
        socket.terminate();
        continue;
      }
      if (!known.has(socket)) {
        known.add(socket);
        socket.on('pong', () => silent.delete(socket));
      }
      silent.add(socket);
      socket.ping();
    }
  };
}
