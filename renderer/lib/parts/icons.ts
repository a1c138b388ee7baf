/** Line icons on a 16 px grid. */
export const ICONS = {
  search: 'M7 2.75a4.25 4.25 0 1 1 0 8.5a4.25 4.25 0 1 1 0-8.5zM10.25 10.25l3.25 3.25',
  person: 'M8 2.5a2.75 2.75 0 1 1 0 5.5a2.75 2.75 0 1 1 0-5.5zM2.75 14c.5-3 2.5-4.5 5.25-4.5s4.75 1.5 5.25 4.5',
  eye: 'M1.5 8S4 3.75 8 3.75 14.5 8 14.5 8 12 12.25 8 12.25 1.5 8 1.5 8zM8 6a2 2 0 1 1 0 4a2 2 0 1 1 0-4z',
  card: 'M1.75 3.5h12.5v9H1.75zM4 6.25a1.5 1.5 0 1 1 3 0a1.5 1.5 0 1 1-3 0M3.5 10.5c.3-1.4 1-2 2-2s1.7.6 2 2M9.5 6.5h3M9.5 9h3',
  check: 'm3 8.5 3.25 3.25L13 4.75',
  printer: 'M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z',
  close: 'm4 4 8 8M12 4l-8 8',
} as const satisfies Readonly<Record<string, string>>;

export type IconName = keyof typeof ICONS;
