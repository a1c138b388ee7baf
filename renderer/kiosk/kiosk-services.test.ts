import { expect, test } from 'vitest';
import type { Service } from '../../core/queue/contract.ts';
import type { Lane } from '../../core/values.ts';
import { elderServices, kioskServices, waitMinutes } from './kiosk-services.ts';

const service = (letter: string, lane: Lane): Service => ({
  id: letter,
  letter,
  name: letter,
  nameEn: letter,
  description: '',
  descriptionEn: '',
  lane,
  targetWaitSeconds: 600,
  targetHandlingSeconds: 480,
  waiting: 0,
  expectedWaitSeconds: 0,
});

const hall = [
  service('Z', 'care'),
  service('A', 'ordinary'),
  service('B', 'ordinary'),
  service('V', 'vip'),
  service('Y', 'appointment'),
  service('G', 'group'),
  service('C', 'ordinary'),
  service('D', 'ordinary'),
];
const letters = (services: readonly Service[]) => services.map(({ letter }) => letter).join('');

test('the kiosk offers what a visitor takes alone, the care lane last', () => {
  expect(letters(kioskServices(hall))).toBe('ABGCDZ');
});

test('the large-print version offers three everyday services, leaving the fourth choice to a person', () => {
  expect(letters(elderServices(hall))).toBe('ABC');
});

test('a wait is told in whole minutes, rounded up, and unknown when no counter serves it', () => {
  expect([0, 1, 60, 61, null].map(waitMinutes)).toEqual([0, 1, 1, 2, null]);
});
