import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMemoryStore, type MemoryStore } from '../../tests/parts/memory-store.ts';
import type { Entry } from './entry.ts';
import { type Actor, type CommandContext, createJournal, SYSTEM } from './journal.ts';
import { verifyChain } from './verify.ts';

let store: MemoryStore;
beforeEach(() => {
  store = createMemoryStore();
});
afterEach(() => store.close());

const clerk: Actor = { account: 'clerk', station: 'host' };
const refusedAs = (code: string) => expect.objectContaining({ code });
const state = (context: CommandContext, what: string) => context.append({ type: 'thing.stated', subject: `thing/${what}`, data: { what } });
const subjects = () => store.statements.journal.from(1, 1000).map((row) => row.subject);

/** A command that states one fact and answers with its number. */
function say(what: string, id?: string, actor = clerk) {
  return store.journal.run({ id, type: 'test.say', actor, input: { what } }, (context) => state(context, what));
}

describe('a command', () => {
  test('is answered after its facts are on disk, with time, actor and station', async () => {
    await say('a');
    expect(store.statements.journal.last()).toMatchObject({
      seq: 1,
      type: 'thing.stated',
      subject: 'thing/a',
      time: store.clock.now(),
      actor: 'clerk',
      station: 'host',
      data: '{"what":"a"}',
    });
    expect(store.journal.headSeq()).toBe(1);
  });

  test('sent again gets its first answer and changes nothing, also after a restart', async () => {
    expect(await say('a', 'one')).toBe(1);
    expect(await say('a', 'one')).toBe(1);
    const { db, statements, clock, ids } = store;
    const restarted = createJournal({ db, statements: statements.journal, clock, ids });
    expect(await restarted.run({ id: 'one', type: 'test.say', actor: clerk, input: { what: 'a' } }, (context) => state(context, 'a'))).toBe(
      1,
    );
    expect(subjects()).toEqual(['thing/a']);
  });

  test('sent twice in the same turn has one effect and two answers', async () => {
    expect(await Promise.all([say('a', 'one'), say('a', 'one')])).toEqual([1, 1]);
    expect(subjects()).toEqual(['thing/a']);
  });

  test('of a used id with other input, type or actor is refused and changes nothing', async () => {
    await say('a', 'one');
    await expect(say('b', 'one')).rejects.toEqual(refusedAs('command/reused'));
    await expect(say('a', 'one', { account: 'other', station: 'host' })).rejects.toEqual(refusedAs('command/reused'));
    await expect(store.journal.run({ id: 'one', type: 'test.other', actor: clerk, input: { what: 'a' } }, () => undefined)).rejects.toEqual(
      refusedAs('command/reused'),
    );
    expect(subjects()).toEqual(['thing/a']);
  });

  test('from another station is the same command: the person moved, the click did not', async () => {
    expect(await say('a', 'one')).toBe(1);
    expect(await say('a', 'one', { account: 'clerk', station: 'tablet' })).toBe(1);
  });

  test('that was refused may be sent again under its id', async () => {
    const attempt = (right: boolean) =>
      store.journal.run({ id: 'one', type: 'test.try', actor: clerk, input: {} }, (context) => {
        if (!right) throw new Error('not yet');
        return state(context, 'a');
      });
    await expect(attempt(false)).rejects.toThrow('not yet');
    expect(await attempt(true)).toBe(1);
  });

  test('that answers nothing answers null when sent again', async () => {
    const quiet = () => store.journal.run({ id: 'one', type: 'test.quiet', actor: clerk }, () => null);
    expect([await quiet(), await quiet()]).toEqual([null, null]);
  });
});

describe('commands of one turn', () => {
  test('one that is refused takes only its own back, and the numbers stay without a gap', async () => {
    const refused = store.journal.run({ type: 'test.refuse', actor: clerk }, (context) => {
      state(context, 'half done');
      store.statements.queue.setCounter(context.tx, { counter: 1, state: 'open', reason: null, since: 1 });
      throw new Error('refused');
    });
    const results = await Promise.allSettled([say('a'), refused, say('b')]);
    expect(results.map((result) => result.status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(subjects()).toEqual(['thing/a', 'thing/b']);
    expect(store.statements.queue.counter(1)).toBeUndefined();
    expect(verifyChain(store.statements.journal)).toMatchObject({ entries: 2, findings: [] });
  });

  test('when the commit fails, all are told so, nothing is on disk and work goes on', async () => {
    const broken = store.journal.run({ type: 'test.break', actor: clerk }, (context) => {
      state(context, 'broken');
      // Checked at the commit only: a rating of a ticket that is none.
      store.db.pragma('defer_foreign_keys = ON');
      store.statements.queue.insertRating(context.tx, {
        ticket: 'none',
        transactionId: null,
        clerk: null,
        counter: 1,
        value: 'none',
        businessDay: '2026-03-10',
        at: 1,
      });
    });
    const results = await Promise.allSettled([say('a', 'one'), broken, say('b')]);
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(subjects()).toEqual([]);
    expect(store.journal.headSeq()).toBe(0);
    expect(await say('a', 'one')).toBe(1);
  });

  test('when the disk is full, all are told so, nothing is half written, and work goes on once there is room', async () => {
    await say('before');
    const pages = () => Number(store.db.pragma('page_count', { simple: true }));
    store.db.pragma(`max_page_count = ${pages()}`);
    const heard: Entry[] = [];
    store.journal.onDidCommit((entries) => heard.push(...entries));
    const large = 'x'.repeat(50_000);
    const results = await Promise.allSettled([say('first', 'one'), say(large, 'two'), say('after', 'three')]);
    expect(results).toEqual(results.map(() => ({ status: 'rejected', reason: refusedAs('store/disk-full') })));
    expect(subjects()).toEqual(['thing/before']);
    expect(heard).toEqual([]);
    store.db.pragma('max_page_count = 1000000');
    expect(await Promise.all([say('first', 'one'), say(large, 'two'), say('after', 'three')])).toEqual([2, 3, 4]);
    expect(verifyChain(store.statements.journal)).toMatchObject({ entries: 4, findings: [] });
  });

  test('listeners hear the facts of a turn together, in order, after the commit, and not those taken back', async () => {
    const heard: string[][] = [];
    const stop = store.journal.onDidCommit((entries) => {
      heard.push(entries.map((entry) => entry.subject));
      expect(subjects()).toEqual(expect.arrayContaining(entries.map((entry) => entry.subject)));
    });
    const refused = store.journal.run({ type: 'test.refuse', actor: clerk }, (context) => {
      state(context, 'never');
      throw new Error('refused');
    });
    await Promise.allSettled([say('a'), refused, say('b')]);
    await say('c');
    stop();
    await say('d');
    expect(heard).toEqual([['thing/a', 'thing/b'], ['thing/c']]);
  });
});

test('closing commits what was taken and takes nothing more', async () => {
  const last = say('last');
  store.journal.close();
  expect(await last).toBe(1);
  await expect(say('late')).rejects.toEqual(refusedAs('store/closing'));
});

test('a frozen journal refuses every command with the reason', async () => {
  store.journal.freeze('the file is damaged');
  await expect(say('a')).rejects.toEqual(expect.objectContaining({ code: 'store/read-only', message: 'the file is damaged' }));
});

test('a broken file found by a command freezes the journal, is told once, and the command is refused as all after it are', async () => {
  const { db, statements, clock, ids } = store;
  const reported: unknown[] = [];
  const journal = createJournal({ db, statements: statements.journal, clock, ids, report: (error) => reported.push(error) });
  const stated = (what: string) => journal.run({ type: 'test.say', actor: clerk }, (context) => state(context, what));
  await stated('before');
  breakTable();
  const read = () => journal.run({ type: 'test.read', actor: clerk }, () => db.prepare('SELECT * FROM broken').all());
  const results = await Promise.allSettled([read(), read()]);
  expect(results).toEqual(results.map(() => ({ status: 'rejected', reason: refusedAs('store/read-only') })));
  expect(reported).toEqual([refusedAs('SQLITE_CORRUPT')]);
  expect(journal.frozen()).toContain('malformed');
  await expect(stated('after')).rejects.toEqual(refusedAs('store/read-only'));
  expect(journal.headSeq()).toBe(1);
});

test('an error of the command itself freezes nothing', async () => {
  await expect(
    store.journal.run({ type: 'test.fail', actor: clerk }, () => {
      throw new Error('a mistake');
    }),
  ).rejects.toThrow('a mistake');
  expect(store.journal.frozen()).toBeNull();
  expect(await say('a')).toBe(1);
});

/** Gives a table a page that the file does not have; from then on SQLite calls the file malformed. */
function breakTable(): void {
  const { db } = store;
  db.exec('CREATE TABLE broken (text TEXT NOT NULL) STRICT');
  db.unsafeMode(true);
  db.pragma('writable_schema = ON');
  db.prepare("UPDATE sqlite_schema SET rootpage = 999999 WHERE name = 'broken'").run();
  db.pragma('writable_schema = RESET');
  db.unsafeMode(false);
}

test('answers older than thirty days may be forgotten, younger ones stay', async () => {
  await say('old', 'old');
  store.clock.advance(31 * 86_400_000);
  await say('young', 'young');
  await store.journal.run({ type: 'test.forget', actor: SYSTEM }, (context) =>
    store.statements.journal.forgetCommands(context.tx, context.now - 30 * 86_400_000),
  );
  expect(store.statements.journal.command('old')).toBeUndefined();
  expect(await say('young', 'young')).toBe(2);
});
