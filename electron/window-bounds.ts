/** Where each workplace's window stood last, kept in one small file. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import type { Workplace } from './workplaces.ts';

/** Part of a window that must lie on a screen for its place to be used again, in pixels: enough to grab it. */
const VISIBLE_PIXELS = 80;

export type WindowBounds = {
  /** The last place if any part of it that can be grabbed is still on one of the screens' work areas. */
  find(workplace: Workplace, workAreas: readonly Rectangle[]): Rectangle | undefined;
  /** Writes the place. Losing it is no harm: a file that cannot be written is left. */
  remember(workplace: Workplace, bounds: Rectangle): void;
};

/** @param file absolute; need not exist */
export function createWindowBounds(file: string): WindowBounds {
  const known = readBounds(file);
  return {
    find(workplace, workAreas) {
      const bounds = known.get(workplace);
      return bounds !== undefined && workAreas.some((area) => isReachable(bounds, area)) ? bounds : undefined;
    },
    remember(workplace, bounds) {
      known.set(workplace, bounds);
      try {
        writeFileSync(file, `${JSON.stringify(Object.fromEntries(known), null, 2)}\n`);
      } catch {
        // A full or read-only disk must not keep a window from closing.
      }
    },
  };
}

/** True when the window's top edge, by which it is moved, can be reached in the work area. */
export function isReachable(bounds: Rectangle, area: Rectangle): boolean {
  const overlap = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
  return overlap >= VISIBLE_PIXELS && bounds.y >= area.y && bounds.y <= area.y + area.height - VISIBLE_PIXELS;
}

function readBounds(file: string): Map<string, Rectangle> {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return new Map(Object.entries(content ?? {}).filter((entry): entry is [string, Rectangle] => isRectangle(entry[1])));
  } catch {
    // First start, or a file cut short: windows open at their usual place.
    return new Map();
  }
}

function isRectangle(value: unknown): value is Rectangle {
  if (typeof value !== 'object' || value === null) return false;
  const sides = new Map<string, unknown>(Object.entries(value));
  return ['x', 'y', 'width', 'height'].every((side) => Number.isInteger(sides.get(side)));
}
