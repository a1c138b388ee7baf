import { expect, test } from 'vitest';
import type { Service } from '../../core/queue/contract.ts';
import { waitingRows } from './waiting-rows.ts';

const service = (letter: string, waiting: number): Service => ({
  id: letter,
  letter,
  name: letter,
  nameEn: letter,
  description: '',
  descriptionEn: '',
  lane: 'ordinary',
  targetWaitSeconds: 600,
  targetHandlingSeconds: 480,
  waiting,
  expectedWaitSeconds: 0,
});

test('a hall of few services shows each of them', () => {
  const services = [service('A', 0), service('B', 3)];
  expect(waitingRows(services)).toEqual({ shown: services, others: null });
});

test('a hall of many services shows the fullest in its own order and sums up the rest, so that nobody is uncounted', () => {
  const services = [service('A', 1), service('B', 0), service('C', 5), service('D', 2)];
  const { shown, others } = waitingRows(services, 3);
  expect(shown.map(({ letter }) => letter)).toEqual(['C', 'D']);
  expect(others).toEqual({ services: 2, people: 1 });
});
