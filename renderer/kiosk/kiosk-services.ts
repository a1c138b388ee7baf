/** What a visitor may choose at the kiosk. Pure. */
import type { Service } from '../../core/queue/contract.ts';
import type { Lane } from '../../core/values.ts';

/** Lanes nobody takes by himself: VIP is recognised by the card, an appointment by its check-in. */
const BY_STAFF_ONLY: readonly Lane[] = ['vip', 'appointment'];

/** Choices of the large-print version besides the person; ui.md section 8: at most four together. */
export const ELDER_CHOICES = 3;

/** Services shown as tiles, the care lane last, as it is for those whom the others do not fit. */
export function kioskServices(services: readonly Service[]): readonly Service[] {
  const open = services.filter((service) => !BY_STAFF_ONLY.includes(service.lane));
  return [...open.filter((service) => service.lane !== 'care'), ...open.filter((service) => service.lane === 'care')];
}

/** The everyday services of the large-print version: the store's first ones; a person helps with the rest. */
export function elderServices(services: readonly Service[]): readonly Service[] {
  return services.filter((service) => service.lane === 'ordinary').slice(0, ELDER_CHOICES);
}

/** Whole minutes as a visitor is told them, never less than waited; null when nobody can say. */
export const waitMinutes = (seconds: number | null): number | null => (seconds === null ? null : Math.ceil(seconds / 60));
