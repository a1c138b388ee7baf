import { m } from '../lib/messages/messages.js';

/** Words of a frame's meaning (`sam.find-card` → 寻卡); one without words stays as the driver named it. */
export function meaningText(meaning: string): string {
  const key = `devices_meaning_${meaning.replace(/[.-]/g, '_')}`;
  // The key is computed, so the catalogue is looked at as the plain table it is.
  return (m as unknown as Readonly<Record<string, (() => string) | undefined>>)[key]?.() ?? meaning;
}
