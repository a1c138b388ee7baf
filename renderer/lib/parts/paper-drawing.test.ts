import { expect, test } from 'vitest';
import { glyphsOf, heightOf, layOut, leftOf, qrPath, rasterPath, spokenPaper } from './paper-drawing.ts';

const span = (text: string, heightScale = 1) => ({
  text,
  column: 0,
  bold: false,
  underline: false,
  invert: false,
  widthScale: 1,
  heightScale,
});

test('a Han character takes two cells and a Latin one takes one, each drawn in the middle of its own', () => {
  expect(glyphsOf('单a 号')).toEqual({
    cells: 6,
    glyphs: [
      { character: '单', x: 12, wide: true },
      { character: 'a', x: 30, wide: false },
      { character: '号', x: 60, wide: true },
    ],
  });
});

test('a character outside the basic plane is one glyph of two cells', () => {
  expect(glyphsOf('𠮷')).toEqual({ cells: 2, glyphs: [{ character: '𠮷', x: 12, wide: true }] });
});

test('lines follow each other by their own heights', () => {
  const lines = [
    { kind: 'text' as const, spans: [span('一', 2)] },
    { kind: 'text' as const, spans: [] },
    { kind: 'rule' as const, column: 0, columns: 48 },
    { kind: 'feed' as const, lines: 2 },
    { kind: 'cut' as const },
  ];
  expect(lines.map(heightOf)).toEqual([54, 30, 30, 60, 0]);
  const { placed, height } = layOut(lines);
  expect(placed.map((line) => line.top)).toEqual([0, 54, 84, 114, 174]);
  expect(height).toBe(174);
});

test('dark modules and dots become runs of a path', () => {
  expect(qrPath(['0110', '1000'], 6)).toBe('M6 0h12v6h-12zM0 6h6v6h-6z');
  expect(rasterPath(btoa('\u0060\u0001'), 8, 2)).toBe('M1 0h2v1h-2zM7 1h1v1h-1z');
  expect([leftOf('left', 20, 100), leftOf('center', 20, 100), leftOf('right', 20, 100)]).toEqual([0, 40, 80]);
});

test('paper is read aloud line by line', () => {
  expect(spokenPaper([{ kind: 'text', spans: [span(' 合计 '), span('23.60')] }, { kind: 'cut' }])).toBe('合计 23.60');
});
