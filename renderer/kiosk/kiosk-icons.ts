/** Line icons of the kiosk's large buttons, on the house's 16 px grid. */
export const KIOSK_ICONS = {
  people:
    'M6 3a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0-5zM1.25 13.5c.4-2.7 2.2-4 4.75-4s4.35 1.3 4.75 4M10.5 3.2a2.5 2.5 0 0 1 0 4.6M12 9.9c1.6.5 2.5 1.7 2.75 3.6',
  wheelchair: 'M7 1.4a1.2 1.2 0 1 1 0 2.4a1.2 1.2 0 1 1 0-2.4zM7 5v4h4l1.75 4M7 6.75h3M5 7.2a3.75 3.75 0 1 0 4.9 4.9',
  bell: 'M3.5 11.5h9l-1.1-1.75V7a3.4 3.4 0 0 0-6.8 0v2.75zM6.75 13.5h2.5',
  back: 'M5.5 3 2.5 6l3 3M2.5 6h7a4 4 0 0 1 0 8h-3',
  hand: 'M5 8.5V4a1 1 0 0 1 2 0v3.5V2.75a1 1 0 0 1 2 0V7.5 3.5a1 1 0 0 1 2 0V8 5.5a1 1 0 0 1 2 0V10c0 2.5-1.75 4.25-4.25 4.25-2 0-3-.75-4-2.5L3 9.25c-.5-1 .75-1.75 1.4-.95z',
  speaker: 'M2.25 6.25h2.5L8 3.5v9L4.75 9.75h-2.5zM10.5 6a2.8 2.8 0 0 1 0 4M12.25 4.25a5.3 5.3 0 0 1 0 7.5',
} as const satisfies Readonly<Record<string, string>>;

export type KioskIconName = keyof typeof KIOSK_ICONS;
