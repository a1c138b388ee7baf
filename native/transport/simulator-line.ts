import { openPseudoTerminalLine } from './pseudo-terminal-line.ts';
import { openSocketLine } from './socket-line.ts';
import type { SimulatorLine } from './transport.ts';

/**
 * A simulated cable. `settings` of the result is what the driver opens, as any other line.
 * @param via `auto` takes a pseudo-terminal where the system has them and a loopback socket elsewhere (Windows).
 */
export async function openSimulatorLine(via: 'auto' | 'pseudo-terminal' | 'socket' = 'auto'): Promise<SimulatorLine> {
  if (via !== 'socket') {
    try {
      return openPseudoTerminalLine();
    } catch (error) {
      if (via === 'pseudo-terminal') throw error;
      // No pseudo-terminals on this system: the loopback socket below carries the same bytes.
    }
  }
  return openSocketLine();
}
