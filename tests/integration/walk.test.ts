/**
 * One visitor's way through the hall, over the real border and over simulated devices on real cables: number, call, card,
 * cash, receipt, rating. And what happens to it when paper runs out or the host is started anew.
 */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BenchAction, BenchDevice } from '../../core/devices/bench-contract.ts';
import type { Paper } from '../../core/devices/paper.ts';
import type { StoreHost } from '../../core/host.ts';
import { firstSettings } from '../../core/store/first-settings.ts';
import { openDatabase } from '../../db/database.ts';
import { createJournalStatements } from '../../db/journal.ts';
import { type Following, follow } from '../parts/follow.ts';
import { createManualClock } from '../parts/manual-clock.ts';
import { paperText } from '../parts/paper-text.ts';
import {
  type HttpCaller,
  httpCaller,
  type InputOf,
  makeStoreFolder,
  type OutputOf,
  openSocket,
  type Procedure,
  runHost,
  type SocketCaller,
  type StoreFolder,
  signIn,
} from '../parts/running-host.ts';

type Picture<P extends 'queue.watch' | 'devices.watch' | 'bench.watch'> = OutputOf<P> extends AsyncIterable<infer T> ? T : never;

/** Stands at ten in the morning: no day turns under the walk. Devices keep their own time. */
const clock = createManualClock();

let folder: StoreFolder;
let host: StoreHost & { readonly logged: readonly string[] };
let tokens: { readonly clerk: string; readonly lobby: string };
let clerk: HttpCaller;
let lobby: HttpCaller;
let socket: SocketCaller;
let board: Following<Picture<'queue.watch'>>;
let devices: Following<Picture<'devices.watch'>>;
let bench: Following<Picture<'bench.watch'>>;

/** The dispenser, and what stands at counter 1. */
const DEVICES = (firstSettings(true).devices ?? []).filter(({ counter }) => counter === undefined || counter === 1);

beforeEach(async () => {
  folder = makeStoreFolder({ devices: DEVICES });
  host = await runHost(folder, { clock });
  tokens = { clerk: (await signIn(host.url, 'clerk1', 1)).token, lobby: (await signIn(host.url, 'lobby')).token };
  await enter();
  await clerk('counters.setState', { commandId: randomUUID(), counter: 1, state: 'open' });
  await clerk('drawer.open', { commandId: randomUUID(), counter: 1, floatFen: 50_000 });
});
afterEach(async () => {
  socket.close();
  expect(host.logged).toEqual([]);
  await host.close();
  folder.remove();
});

/** Opens the screens, with the sessions there are, and waits for the devices. */
async function enter(): Promise<void> {
  clerk = httpCaller(host.url, tokens.clerk);
  lobby = httpCaller(host.url, tokens.lobby);
  socket = await openSocket(host.url, tokens.lobby);
  board = follow(await socket.client.queue.watch({}));
  devices = follow(await socket.client.devices.watch({}));
  bench = follow(await socket.client.bench.watch({}));
  await devices.until(
    (picture) => picture.devices.length === DEVICES.length && picture.devices.every(({ connection }) => connection === 'online'),
  );
}

const act = (device: string, action: BenchAction) => lobby('bench.act', { device, action });
const at = () => ({ commandId: randomUUID(), counter: 1 });

/** Sends a command, then the same again: the answer must be the same, and nothing may have happened. */
async function twice<P extends Procedure>(call: HttpCaller, procedure: P, input: InputOf<P>): Promise<OutputOf<P>> {
  const answer = await call(procedure, input);
  const seq = (await lobby('queue.board', {})).seq;
  expect(await call(procedure, input)).toEqual(answer);
  expect((await lobby('queue.board', {})).seq).toBe(seq);
  return answer;
}

function printerOf(picture: Picture<'bench.watch'>, name: string) {
  const twin: BenchDevice['twin'] | undefined = picture.devices.find((device) => device.name === name)?.twin;
  return twin?.kind === 'PosPrinter' || twin?.kind === 'QueueDispenser' ? twin.printer : undefined;
}

/** The newest cut piece that lies in a printer's mouth and holds this text. */
async function pieceWith(name: string, text: string): Promise<Paper> {
  const found = (picture: Picture<'bench.watch'>) => printerOf(picture, name)?.pieces.find((piece) => paperText(piece).includes(text));
  const piece = found(await bench.until((picture) => found(picture) !== undefined));
  if (!piece) throw new Error(`No piece with ${text}`);
  return piece;
}

/** A press on the dispenser's second button, 缴费充值; answers with the ticket once its paper is as wanted. */
async function takeNumber(...papers: readonly string[]) {
  const before = new Set((await lobby('queue.board', {})).tickets.map(({ id }) => id));
  await act('dispenser', { do: 'press-button', button: 2 });
  const isNew = (ticket: { id: string; paper: string }) => !before.has(ticket.id) && papers.includes(ticket.paper);
  const ticket = (await board.until(({ tickets }) => tickets.some(isNew))).tickets.find(isNew);
  if (!ticket) throw new Error('No ticket');
  return ticket;
}

/** Card, identification and cash for a visitor who was started at counter 1. */
async function takeCash() {
  await act('reader-1', { do: 'place-card', card: 'resident-li' });
  const { card } = await clerk('devices.readIdCard', { counter: 1 });
  expect(card).toMatchObject({ kind: 'resident', name: '李样本', number: '110101199003070003', expired: false });
  const { customer, identifiedBy } = await twice(clerk, 'customers.identify', { ...at(), by: { kind: 'id-card' } });
  expect(identifiedBy).toBe('id-card');
  expect(customer.maskedName).toBe('李**');
  const [subscription] = customer.subscriptions;
  if (!subscription) throw new Error('The customer has no number');
  const draft = { counter: 1, subscription: subscription.id, amountFen: 63_50, tender: { kind: 'cash' as const, receivedFen: 100_00 } };
  const preview = await clerk('transactions.preview', draft);
  expect(paperText(preview.paper)).toContain('陆拾叁元伍角整');
  const { transaction } = await twice(clerk, 'transactions.pay', { ...draft, ...at() });
  expect(transaction).toMatchObject({ amountFen: 63_50, changeFen: 36_50, balanceAfterFen: subscription.balanceFen + 63_50 });
  expect(transaction.change.map(({ valueFen, count }) => [valueFen, count])).toEqual([
    [20_00, 1],
    [10_00, 1],
    [5_00, 1],
    [1_00, 1],
    [50, 1],
  ]);
  return transaction;
}

test('a visitor takes a number, is called, pays in cash, gets a receipt and rates', async () => {
  const ticket = await takeNumber('printed');
  expect(ticket).toMatchObject({ service: 'B', state: 'waiting', number: 'B001' });
  expect(paperText(await pieceWith('dispenser', 'B001'))).toContain('缴费充值');

  expect((await twice(clerk, 'queue.callNext', at())).ticket).toMatchObject({ id: ticket.id, state: 'called', counter: 1 });
  expect((await twice(clerk, 'queue.recall', at())).ticket.calls).toBe(2);
  expect((await twice(clerk, 'queue.start', at())).ticket.state).toBe('serving');
  const transaction = await takeCash();
  expect(transaction).toMatchObject({ ticket: { id: ticket.id, number: 'B001' }, clerk: { account: 'clerk1' } });
  expect((await clerk('drawer.current', { counter: 1 })).drawer).toMatchObject({ balanceFen: 50_000 + 63_50 });

  const { job } = await twice(clerk, 'transactions.print', { commandId: randomUUID(), transaction: transaction.id });
  expect(job).toMatchObject({ kind: 'receipt', copy: 0, state: 'printed' });
  const receipt = paperText(await pieceWith('printer-1', transaction.serial));
  for (const part of ['￥63.50', '陆拾叁元伍角整', '实收100.00', '找零36.50', '李**']) expect(receipt).toContain(part);
  expect(receipt).not.toContain('补打');
  expect(receipt).not.toContain('110101199003070003');
  const again = await clerk('transactions.print', { commandId: randomUUID(), transaction: transaction.id });
  expect(again.job).toMatchObject({ copy: 1, state: 'printed' });
  expect(paperText(await pieceWith('printer-1', '补打 第1次'))).toContain(transaction.serial);

  expect((await twice(clerk, 'queue.finish', at())).ticket.state).toBe('done');
  await bench.until((picture) => picture.devices.some(({ twin }) => twin.kind === 'RatingPad' && twin.asking));
  await act('rating-1', { do: 'press-rating', rating: 'dissatisfied' });
  const { alerts } = await board.until((picture) => picture.alerts.some(({ kind }) => kind === 'dissatisfied'));
  expect(alerts).toContainEqual(expect.objectContaining({ kind: 'dissatisfied', ticket: ticket.id, number: 'B001', counter: 1 }));
  expect((await clerk('transactions.get', { transaction: transaction.id })).transaction.rating).toBe('dissatisfied');

  const clerkId = (await clerk('session.current', {})).staff.id;
  const rated = entries().find(({ type }) => type === 'rating.recorded')?.data;
  expect(rated).toMatchObject({ number: 'B001', value: 'dissatisfied', clerk: clerkId, counter: 1 });
  expect(JSON.stringify(rated)).toContain(transaction.id);
}, 60_000);

test('a ticket without paper is not called until a person decides that it is valid', async () => {
  await act('dispenser', { do: 'set-paper', paper: 'out' });
  await devices.until((picture) =>
    picture.devices.some(({ name, conditions }) => name === 'dispenser' && conditions.includes('paper-out')),
  );
  const ticket = await takeNumber('failed');
  const { alerts } = await board.until((picture) => picture.alerts.some(({ kind }) => kind === 'ticket-paper'));
  expect(alerts).toContainEqual(expect.objectContaining({ kind: 'ticket-paper', ticket: ticket.id, paper: 'failed' }));
  expect((await clerk('queue.callNext', at())).ticket).toBeNull();
  expect((await twice(lobby, 'queue.acceptPaper', { commandId: randomUUID(), ticket: ticket.id })).ticket.paper).toBe('accepted');
  expect((await clerk('queue.callNext', at())).ticket).toMatchObject({ id: ticket.id });
}, 60_000);

test('a ticket that was not printed is printed again, marked 补打 only if paper may have come out before', async () => {
  await act('dispenser', { do: 'set-paper', paper: 'out' });
  await devices.until((picture) =>
    picture.devices.some(({ name, conditions }) => name === 'dispenser' && conditions.includes('paper-out')),
  );
  const ticket = await takeNumber('failed');
  await act('dispenser', { do: 'set-paper', paper: 'ok' });
  await lobby('queue.reprint', { commandId: randomUUID(), ticket: ticket.id, dispenser: 'dispenser' });
  await board.until(({ tickets }) => tickets.some(({ id, paper }) => id === ticket.id && paper === 'printed'));
  expect(paperText(await pieceWith('dispenser', ticket.number))).not.toContain('补打');
  await lobby('queue.reprint', { commandId: randomUUID(), ticket: ticket.id, dispenser: 'dispenser' });
  expect(paperText(await pieceWith('dispenser', '补打 第1次'))).toContain(ticket.number);
}, 60_000);

test('paper that runs out in the middle of a receipt holds it, and with new paper it comes out once', async () => {
  await takeNumber('printed');
  await clerk('queue.callNext', at());
  await clerk('queue.start', at());
  const transaction = await takeCash();
  await act('printer-1', { do: 'paper-left', lines: 6 });
  const { job } = await clerk('transactions.print', { commandId: randomUUID(), transaction: transaction.id });
  expect(job).toMatchObject({ state: 'held', copy: 0 });
  const { jobs } = await devices.until((picture) =>
    picture.jobs.some(({ subject, state }) => subject === transaction.id && state === 'held'),
  );
  expect(jobs.find(({ subject }) => subject === transaction.id)?.reason).not.toBeNull();
  await act('printer-1', { do: 'set-paper', paper: 'ok' });
  await devices.until((picture) => picture.jobs.some(({ subject, state }) => subject === transaction.id && state === 'printed'));
  const picture = await bench.until((one) => (printerOf(one, 'printer-1')?.pieces.length ?? 0) > 0);
  const pieces = printerOf(picture, 'printer-1')?.pieces.map(paperText) ?? [];
  expect(pieces.join('\n').split(transaction.serial)).toHaveLength(2);
}, 60_000);

test('a host started anew in the middle goes on with the visitor; a receipt in flight is unknown until a person says', async () => {
  const ticket = await takeNumber('printed');
  await clerk('queue.callNext', at());
  const started = at();
  await clerk('queue.start', started);
  const transaction = await takeCash();
  await act('printer-1', { do: 'paper-left', lines: 6 });
  const printed = clerk('transactions.print', { commandId: randomUUID(), transaction: transaction.id }).catch(() => undefined);
  await devices.until((picture) => picture.jobs.some(({ subject, state }) => subject === transaction.id && state === 'held'));
  socket.close();
  await host.close();
  await printed;

  host = await runHost(folder, { clock });
  await enter();
  const { counters } = await lobby('queue.board', {});
  expect(counters[0]).toMatchObject({
    counter: 1,
    state: 'serving',
    clerk: { account: 'clerk1' },
    ticket: { id: ticket.id, state: 'serving' },
  });
  expect((await clerk('queue.start', started)).ticket).toMatchObject({ id: ticket.id, state: 'serving' });
  const { jobs } = await lobby('devices.list', {});
  const job = jobs.find(({ subject }) => subject === transaction.id);
  expect(job?.state).toBe('unknown');
  const decided = await twice(clerk, 'devices.decideJob', { commandId: randomUUID(), job: job?.id ?? '', printed: false });
  expect(decided.job.state).toBe('not-printed');
  expect((await clerk('transactions.print', { commandId: randomUUID(), transaction: transaction.id })).job).toMatchObject({
    state: 'printed',
    copy: 0,
  });
  expect((await clerk('queue.finish', at())).ticket).toMatchObject({ id: ticket.id, state: 'done' });
}, 60_000);

test('a customer identified for one visitor is not for the next', async () => {
  const visit = async () => {
    await lobby('queue.issue', { commandId: randomUUID(), service: 'B' });
    await clerk('queue.callNext', at());
    await clerk('queue.start', at());
  };
  await visit();
  const { customer } = await clerk('customers.identify', { ...at(), by: { kind: 'number', number: '13800007212' } });
  await clerk('queue.finish', at());
  await visit();
  const draft = {
    counter: 1,
    amountFen: 1000,
    tender: { kind: 'cash' as const, receivedFen: 1000 },
    subscription: customer.subscriptions[0]?.id ?? '',
  };
  const refused = { code: 'customers/not-identified' };
  await expect(clerk('transactions.preview', draft)).rejects.toMatchObject(refused);
  await expect(clerk('transactions.pay', { ...draft, commandId: randomUUID() })).rejects.toMatchObject(refused);
  expect((await clerk('drawer.current', { counter: 1 })).drawer.balanceFen).toBe(50_000);
}, 60_000);

test('a card is forgotten with its visitor, but not by a finish that is only asked again', async () => {
  const visit = async () => {
    await lobby('queue.issue', { commandId: randomUUID(), service: 'B' });
    await clerk('queue.callNext', at());
    await clerk('queue.start', at());
  };
  await visit();
  await act('reader-1', { do: 'place-card', card: 'resident-li' });
  await clerk('devices.readIdCard', { counter: 1 });
  const finished = at();
  await clerk('queue.finish', finished);
  const byCard = () => clerk('customers.identify', { ...at(), by: { kind: 'id-card' } });
  await visit();
  await expect(byCard()).rejects.toMatchObject({ code: 'customers/no-card-read' });
  await act('reader-1', { do: 'place-card', card: 'hong-kong' });
  await clerk('devices.readIdCard', { counter: 1 });
  await clerk('queue.finish', finished);
  expect((await byCard()).customer.maskedName).toBe('陈**');
}, 60_000);

/** The journal, read beside the running host. */
function entries(): { readonly type: string; readonly data: unknown }[] {
  const db = openDatabase(join(folder.path, 'store.db'), { readonly: true });
  const rows = createJournalStatements(db).from(1, 1_000_000);
  db.close();
  // The demo's yesterday is before the start of the store.
  return rows.slice(rows.findIndex(({ type }) => type === 'store.started')).map(({ type, data }) => ({ type, data: JSON.parse(data) }));
}
