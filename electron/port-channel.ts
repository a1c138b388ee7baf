/**
 * The names in the hand-over of a MessagePort. The page knows the same three (renderer/lib/link/carrier.ts); a test in
 * tests/integration holds both sides together.
 *
 *   page ── window message `tingtai-port-wanted` ─▶ preload ── the same over IPC ─▶ shell ── attach + port ─▶ host
 *   page ◀─ window message `tingtai-port` + port ── preload ◀─ the same over IPC ── shell
 */
export const PORT_CHANNEL = 'tingtai-port';
export const PORT_WANTED_CHANNEL = 'tingtai-port-wanted';
/** Property of the page's `window`, `true` in the shell: tells the page to ask for a port instead of opening a WebSocket. */
export const SHELL_MARK = 'tingtaiPort';
