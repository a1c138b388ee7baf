/** Ticket numbers: letter and at least three digits, A001 … A999, A1000. Pure. */

/** Numbers a service can give on one day. */
export const LAST_NUMBER = 9999;

export function ticketNumber(letter: string, sequence: number): string {
  return `${letter}${String(sequence).padStart(3, '0')}`;
}
