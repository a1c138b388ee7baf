import { expect, test } from 'vitest';
import { Commands, newCommandId } from './commands.ts';

test('a command id is a UUID of version 4 and never comes twice', () => {
  const ids = Array.from({ length: 200 }, newCommandId);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
});

test('pressing again after a lost answer sends the same id, after an answer a new one', async () => {
  const commands = new Commands();
  const sent: string[] = [];
  const lost = new Error('lost');
  const send = (fails: boolean) => (id: string) => {
    sent.push(id);
    return fails ? Promise.reject(lost) : Promise.resolve('done');
  };
  await expect(commands.run('pay', send(true), () => true)).rejects.toBe(lost);
  expect(await commands.run('pay', send(false), () => true)).toBe('done');
  await commands.run('pay', send(false), () => true);
  expect(sent[1]).toBe(sent[0]);
  expect(sent[2]).not.toBe(sent[1]);
});

test('a refusal ends the intention, so the corrected command is a new one', async () => {
  const commands = new Commands();
  const sent: string[] = [];
  const send = (id: string) => {
    sent.push(id);
    return Promise.reject(new Error('refused'));
  };
  await expect(commands.run('pay', send, () => false)).rejects.toThrow('refused');
  await expect(commands.run('pay', send, () => false)).rejects.toThrow('refused');
  expect(sent[1]).not.toBe(sent[0]);
});
