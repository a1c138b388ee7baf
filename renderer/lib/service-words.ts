import type { Service } from '../../core/queue/contract.ts';
import { locale } from './locale.svelte.ts';

/** Name of a service in the language in use. */
export const serviceName = (service: Pick<Service, 'name' | 'nameEn'>): string => (locale.current === 'en' ? service.nameEn : service.name);

/** What a service is for, in the language in use. */
export const serviceDescription = (service: Pick<Service, 'description' | 'descriptionEn'>): string =>
  locale.current === 'en' ? service.descriptionEn : service.description;
