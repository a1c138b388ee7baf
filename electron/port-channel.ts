/**
 * Names the hand-over of a MessagePort on its whole way: shell → preload (IPC channel) → page (`data` of the window message).
 * Alone in its file because the preload, built for the sandbox, and the shell share nothing else.
 */
export const PORT_CHANNEL = 'tingtai-port';
