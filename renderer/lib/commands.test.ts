import { expect, test } from 'vitest';
import { windowMemory } from '../../tests/parts/window-memory.ts';
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

test('a reload of the window keeps the id of what was not answered, and forgets it with the answer', async () => {
  const memory = windowMemory();
  const sent: string[] = [];
  const send = (fails: boolean) => (id: string) => {
    sent.push(id);
    return fails ? Promise.reject(new Error('lost')) : Promise.resolve('done');
  };
  await expect(new Commands(memory).run('pay', send(true), () => true)).rejects.toThrow('lost');
  await new Commands(memory).run('pay', send(false), () => true);
  await new Commands(memory).run('pay', send(false), () => true);
  expect(sent[1]).toBe(sent[0]);
  expect(sent[2]).not.toBe(sent[1]);
});

test('a reload while the answer is on its way keeps the id too', async () => {
  const memory = windowMemory();
  const sent: string[] = [];
  const noAnswer = (id: string) => {
    sent.push(id);
    return new Promise<never>(() => undefined);
  };
  void new Commands(memory).run('pay', noAnswer, () => true);
  await new Commands(memory).run(
    'pay',
    async (id) => sent.push(id),
    () => true,
  );
  expect(sent[1]).toBe(sent[0]);
});

test('what stands in the memory of the window and is not ours is passed over', async () => {
  for (const text of ['{', '7', '{"pay":"id"}', '[["pay"],["pay",1],null]']) {
    const memory = windowMemory();
    memory.setItem('tingtai.unanswered', text);
    expect(
      await new Commands(memory).run(
        'pay',
        async (id) => id.length,
        () => true,
      ),
    ).toBe(36);
  }
});

test('of very many unanswered intentions the oldest are forgotten', async () => {
  const commands = new Commands(windowMemory());
  const sent: string[] = [];
  const press = async (intention: string) => {
    const lost = (id: string) => {
      sent.push(id);
      return Promise.reject(new Error('lost'));
    };
    await expect(commands.run(intention, lost, () => true)).rejects.toThrow('lost');
    return sent.at(-1);
  };
  const first = await press('0');
  const second = await press('1');
  for (let index = 2; index <= 50; index += 1) await press(String(index));
  expect(await press('1')).toBe(second);
  expect(await press('0')).not.toBe(first);
});
