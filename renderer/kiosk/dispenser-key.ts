/** Where a machine remembers which dispenser prints for its kiosk, set by the lobby manager when opening the kiosk there. */
export const DISPENSER_KEY = 'tingtai.kiosk.dispenser';
