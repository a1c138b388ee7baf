/** The state shapes of the house on a 12 px grid, as ui.md section 2 lists them. */

/** One drawn piece: filled by default, stroked with a width when `stroke` is set, dashed with `dash`. */
type Piece = { readonly d: string; readonly stroke?: number; readonly dash?: string; readonly evenodd?: boolean };

const ring = (radius: number) => `M6 ${6 - radius}a${radius} ${radius} 0 1 1 0 ${radius * 2}a${radius} ${radius} 0 1 1 0 ${-radius * 2}z`;
const octagon =
  'M3.7.4h4.6l3.3 3.3v4.6l-3.3 3.3H3.7L.4 8.3V3.7zM4.2 3.3l-.9.9L5.1 6 3.3 7.8l.9.9L6 6.9l1.8 1.8.9-.9L6.9 6l1.8-1.8-.9-.9L6 5.1z';
const openTriangle: readonly Piece[] = [{ d: 'M6 1.5 11 10.4H1z', stroke: 1.4 }, { d: 'M5.4 4.4h1.2v3H5.4zM5.4 8.2h1.2v1.2H5.4z' }];

export const SHAPES = {
  waiting: [{ d: ring(4.25), stroke: 1.75 }],
  called: [{ d: 'M2.5 1v10L11 6z' }],
  serving: [{ d: ring(5) }],
  ok: [{ d: ring(5) }],
  near: [{ d: ring(4.6), stroke: 1.5 }, { d: 'M6 1.4a4.6 4.6 0 0 1 0 9.2z' }],
  over: [{ d: 'M6 .6 11.8 11H.2zM5.3 4.2v3.4h1.4V4.2zm0 4.3v1.4h1.4V8.5z', evenodd: true }],
  hold: [{ d: 'M2.25 1.5h2.75v9H2.25zM7 1.5h2.75v9H7z' }],
  passed: [
    { d: ring(4.5), stroke: 1.6 },
    { d: 'M2.8 9.2 9.2 2.8', stroke: 1.6 },
  ],
  transferred: [
    { d: 'M1 4h8M6.5 1.5 9.3 4 6.5 6.5M11 8H3', stroke: 1.6 },
    { d: 'M5.5 5.5 2.7 8l2.8 2.5', stroke: 1.6 },
  ],
  done: [{ d: 'm1.5 6.5 3 3 6-7', stroke: 1.9 }],
  paused: [{ d: ring(4.75), stroke: 1.5 }, { d: 'M4 4h1.3v4H4zM6.7 4H8v4H6.7z' }],
  closed: [{ d: 'M1.5 5h9v2h-9z' }],
  offline: [{ d: ring(4.4), stroke: 1.9, dash: '3.2 2.33' }],
  met: [
    { d: ring(5.2), stroke: 1.3 },
    { d: 'm3.6 6.2 1.7 1.7 3.2-3.7', stroke: 1.4 },
  ],
  warn: openTriangle,
  note: openTriangle,
  error: [{ d: octagon, evenodd: true }],
  unmet: [{ d: octagon, evenodd: true }],
} as const satisfies Readonly<Record<string, readonly Piece[]>>;

export type ShapeName = keyof typeof SHAPES;
/** The pieces of a shape. */
export const piecesOf = (name: ShapeName): readonly Piece[] => SHAPES[name];
