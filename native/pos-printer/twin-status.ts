/** The status bytes a printer gives for its facts. The mirror of conditions.ts; source: devices.md 2.3. */

export type PrinterFacts = {
  readonly isCoverOpen: boolean;
  readonly isPaperOut: boolean;
  readonly isPaperNearEnd: boolean;
  readonly hasCutterError: boolean;
};

export const isOffline = (facts: PrinterFacts): boolean => facts.isCoverOpen || facts.isPaperOut || facts.hasCutterError;
const bit = (isSet: boolean, mask: number): number => (isSet ? mask : 0);

/** Answer to DLE EOT n; null for an n no printer knows. */
export function realTimeStatus(n: number, facts: PrinterFacts): number | null {
  switch (n) {
    case 1:
      return 0x12 | bit(isOffline(facts), 0x08);
    case 2:
      return 0x12 | bit(facts.isCoverOpen, 0x04) | bit(facts.isPaperOut, 0x20) | bit(facts.hasCutterError, 0x40);
    case 3:
      return 0x12 | bit(facts.hasCutterError, 0x08);
    case 4:
      return 0x12 | bit(facts.isPaperNearEnd, 0x0c) | bit(facts.isPaperOut, 0x6c);
    default:
      return null;
  }
}

/** The four bytes of GS a. */
export function automaticStatus(facts: PrinterFacts): Uint8Array {
  return Uint8Array.of(
    0x10 | bit(isOffline(facts), 0x08) | bit(facts.isCoverOpen, 0x20),
    bit(facts.hasCutterError, 0x08),
    bit(facts.isPaperNearEnd, 0x03) | bit(facts.isPaperOut, 0x0f),
    0x0f,
  );
}

/** Answer to GS r 1. */
export function queuedStatus(facts: PrinterFacts): number {
  return bit(facts.isPaperNearEnd, 0x03) | bit(facts.isPaperOut, 0x0f);
}
