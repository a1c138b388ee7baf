import { DeviceError } from '../device-error.ts';
import type { TransportSettings } from '../registry/device.ts';
import { createSerialTransport } from './serial.ts';
import { createTcpTransport } from './tcp.ts';
import type { LineOptions, TransportFactory } from './transport.ts';

/**
 * Chooses how the bytes travel. `simulator` settings are resolved before (see openSimulatorLine).
 * Throws DeviceError `device/unsupported` for a way no driver here speaks.
 */
export function transportFactory(settings: TransportSettings, line: LineOptions): TransportFactory {
  switch (settings.type) {
    case 'serial':
      return () => createSerialTransport(settings.path, { ...line, baudRate: settings.baudRate ?? line.baudRate });
    case 'tcp':
      return () => createTcpTransport(settings.host, settings.port);
    case 'hid':
    case 'simulator':
      throw new DeviceError('device/unsupported', `transport "${settings.type}" cannot be opened by this driver`, {
        field: 'transport.type',
      });
  }
}
