/**
 * Names the hand-over of a MessagePort on its whole way: shell → preload (IPC channel) → page (`data` of the window message).
 * The page knows the same name (renderer/lib/link/carrier.ts); tests/integration/port-hand-over.test.ts holds both sides together.
 */
export const PORT_CHANNEL = 'tingtai-port';
