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
    case 'serial': {
      const baudRate = settings.baudRate ?? line.baudRate;
      // The port's constructor would refuse these on every reconnect; here the settings page can still name the field.
      if (settings.path === '') throw unsupported('transport.path', 'a serial line needs a path');
      if (!Number.isInteger(baudRate) || baudRate <= 0) throw unsupported('transport.baudRate', `${baudRate} is no line speed`);
      return () => createSerialTransport(settings.path, { ...line, baudRate });
    }
    case 'tcp':
      return () => createTcpTransport(settings.host, settings.port);
    case 'hid':
    case 'simulator':
      throw unsupported('transport.type', `"${settings.type}" cannot be opened by this driver`);
  }
}

function unsupported(field: string, message: string): DeviceError {
  return new DeviceError('device/unsupported', `${field}: ${message}`, { field });
}
