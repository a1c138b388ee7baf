import { expect, test } from 'vitest';
import type { Trace } from '../../core/devices/bench-contract.ts';
import { createTraceFold, type TraceRow } from './fold-trace.ts';

let second = 0;
function frame(device: string, direction: 'out' | 'in', hex: string, meaning: string): Trace {
  second += 1;
  return { device, direction, hex, meaning, length: hex.split(' ').length, at: new Date(second * 1000).toISOString() };
}
const find = (device = 'reader') => frame(device, 'out', '20 01', 'sam.find-card');
const noCard = (device = 'reader') => frame(device, 'in', '80', 'sam.no-card');
const cardFound = () => frame('reader', 'in', '9F', 'sam.card-found');
const status = (n: string) => frame('printer', 'out', `10 04 ${n}`, 'escpos.status-request');
const statusAnswer = () => frame('printer', 'in', '12', 'escpos.status');
const data = () => frame('printer', 'out', '1B 40', 'escpos.data');

const said = (rows: readonly TraceRow[]) =>
  rows.map((row) => (row.kind === 'frame' ? (row.trace.meaning ?? '') : `${row.requests.join('+')} ×${row.count}`));

function fold(...batch: Trace[]) {
  const traces = createTraceFold();
  traces.add(batch);
  return said(traces.rows());
}

test('the first poll is shown with its answer, the same ones after it are counted', () => {
  expect(fold(find(), noCard(), find(), noCard(), find(), noCard())).toEqual(['sam.find-card', 'sam.no-card', 'sam.find-card ×2']);
});

test('a poll with another answer is shown, and the count starts anew behind it', () => {
  expect(fold(find(), noCard(), find(), noCard(), find(), cardFound(), find(), cardFound())).toEqual([
    'sam.find-card',
    'sam.no-card',
    'sam.find-card ×1',
    'sam.find-card',
    'sam.card-found',
    'sam.find-card ×1',
  ]);
});

test('several questions asked in turn fold into one row', () => {
  const round = () => [status('01'), statusAnswer(), status('02'), statusAnswer()];
  expect(fold(...round(), ...round(), ...round()).slice(4)).toEqual(['escpos.status-request ×4']);
});

test('a poll without an answer is shown once the next frame proves that none came', () => {
  expect(fold(find())).toEqual([]);
  expect(fold(find(), find(), noCard())).toEqual(['sam.find-card', 'sam.find-card', 'sam.no-card']);
});

test('what is no poll is always shown, however often it repeats', () => {
  expect(fold(data(), data(), data())).toEqual(['escpos.data', 'escpos.data', 'escpos.data']);
});

test('devices do not disturb the counts of each other', () => {
  const rows = fold(find('a'), noCard('a'), find('b'), noCard('b'), find('a'), noCard('a'), find('b'), noCard('b'), find('a'), noCard('a'));
  expect(rows.slice(4)).toEqual(['sam.find-card ×2', 'sam.find-card ×1']);
});

test('only the newest rows are kept, and a count that was dropped starts a new row', () => {
  const traces = createTraceFold(2);
  traces.add([find(), noCard(), find(), noCard(), data(), data()]);
  expect(said(traces.rows())).toEqual(['escpos.data', 'escpos.data']);
  traces.add([find(), noCard()]);
  expect(said(traces.rows())).toEqual(['escpos.data', 'sam.find-card ×1']);
});

test('rows stand in the order of time, also when a poll is shown only once its late answer came', () => {
  const question = find('reader-1');
  const other = [find('reader-2'), noCard('reader-2'), find('reader-2'), noCard('reader-2')];
  const traces = createTraceFold();
  traces.add([question, ...other, noCard('reader-1')]);
  const starts = traces.rows().map((row) => Date.parse(row.kind === 'frame' ? row.trace.at : row.firstAt));
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(starts).toHaveLength(5);
});
