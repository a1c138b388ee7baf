/** Resident memory of a process, from /proc (Linux). */
import { existsSync, readFileSync } from 'node:fs';

/** VmRSS in MB (10⁶ bytes), or null where there is no /proc. Source: proc(5), status. */
export function residentMegabytes(pid: number): number | null {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return null;
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8'))?.[1];
  return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6;
}
