import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createEvent, LISTENER_WARNING } from './event.ts';

test('listeners hear every value in order of subscription, until they leave', () => {
  const event = createEvent<number>();
  const heard: string[] = [];
  const leave = event.subscribe((value) => heard.push(`first ${value}`));
  event.subscribe((value) => heard.push(`second ${value}`));
  event.emit(1);
  leave();
  event.emit(2);
  expect(heard).toEqual(['first 1', 'second 1', 'second 2']);
});

test('a listener that throws stops neither the others nor the process, and its error is told as a warning', async () => {
  const event = createEvent<number>();
  const heard: number[] = [];
  event.subscribe(() => {
    throw new Error('the bad listener');
  });
  event.subscribe((value) => heard.push(value));
  const warned = once(process, 'warning');
  event.emit(7);
  expect(heard).toEqual([7]);
  const [warning] = await warned;
  expect(warning).toMatchObject({ name: LISTENER_WARNING, detail: expect.stringContaining('the bad listener') });
});
