/**
 * Loaded before electron/host-entry.ts in a plain Node child: gives it the `process.parentPort` of Electron's utility process,
 * over Node's own channel between parent and child. Ports cannot travel there; everything else does.
 */
process.on('disconnect', () => process.exit(1));

Object.defineProperty(process, 'parentPort', {
  value: {
    on: (event: string, listener: (message: { data: unknown; ports: [] }) => void) =>
      process.on(event, (data: unknown) => listener({ data, ports: [] })),
    postMessage: (message: object) => process.send?.(message),
  },
});
