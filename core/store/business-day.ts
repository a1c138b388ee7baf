/** The business day and the half hour of an instant, in the store's zone. Pure. */

export type StoreCalendar = {
  /** YYYY-MM-DD of the day an instant belongs to. */
  businessDay(epochMs: number): string;
  /** 0 = 00:00–00:30 … 47 = 23:30–24:00. */
  halfHour(epochMs: number): number;
  /** `2026-03-10 10:24` for paper. */
  stamp(epochMs: number): string;
};

/** Days begin at midnight of the zone; telecom halls do not work across it. */
export function createCalendar(timeZone: string): StoreCalendar {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  function parts(epochMs: number): { day: string; hour: number; minute: number } {
    const found = Object.fromEntries(format.formatToParts(epochMs).map((part) => [part.type, part.value]));
    return { day: `${found.year}-${found.month}-${found.day}`, hour: Number(found.hour), minute: Number(found.minute) };
  }
  // Formatting costs microseconds and the board asks for the same minute again and again.
  let memo = { minute: Number.NaN, parts: { day: '', hour: 0, minute: 0 } };
  function remembered(epochMs: number) {
    const minute = Math.floor(epochMs / 60_000);
    if (memo.minute !== minute) memo = { minute, parts: parts(epochMs) };
    return memo.parts;
  }
  return {
    businessDay: (epochMs) => remembered(epochMs).day,
    halfHour(epochMs) {
      const { hour, minute } = remembered(epochMs);
      return hour * 2 + (minute >= 30 ? 1 : 0);
    },
    stamp(epochMs) {
      const { day, hour, minute } = remembered(epochMs);
      return `${day} ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    },
  };
}
