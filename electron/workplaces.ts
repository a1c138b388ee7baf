/** The screens of a store that get a window of their own. The page of each is `<host address>/<workplace>`. */
export const WORKPLACES = ['counter', 'lobby', 'kiosk', 'display', 'devices'] as const;
export type Workplace = (typeof WORKPLACES)[number];

/** How its window behaves: `fullscreen` on a second screen where there is one; `kiosk` has no way out to the desktop. */
export type WindowStyle = 'ordinary' | 'fullscreen' | 'kiosk';

export const WINDOW_STYLES = {
  counter: 'ordinary',
  lobby: 'ordinary',
  kiosk: 'kiosk',
  display: 'fullscreen',
  devices: 'ordinary',
} as const satisfies Record<Workplace, WindowStyle>;

export function isWorkplace(name: string): name is Workplace {
  return WORKPLACES.some((workplace) => workplace === name);
}

/** The workplace a page address belongs to: the first part of its path. */
export function workplaceOf(url: string): Workplace | undefined {
  const name = new URL(url).pathname.split('/')[1] ?? '';
  return isWorkplace(name) ? name : undefined;
}
