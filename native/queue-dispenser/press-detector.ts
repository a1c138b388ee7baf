/** How many samples in a row a button must be up before its next press counts: contacts bounce for up to some tens of ms. */
const RELEASED_SAMPLES = 2;

/** Samples each button has been up, counted to RELEASED_SAMPLES; null before the first sample. */
export type PressState = readonly number[] | null;

/**
 * Finds presses in samples of the buttons: one at each way down after a real release. Buttons that are down
 * at the first sample were pressed before we looked and do not count.
 * @returns The next state, and the pressed buttons counting from 1.
 */
export function detectPresses(
  state: PressState,
  isDown: readonly boolean[],
): { readonly state: PressState; readonly pressed: readonly number[] } {
  const before = state ?? isDown.map((down) => (down ? 0 : RELEASED_SAMPLES));
  const next = isDown.map((down, button) => (down ? 0 : Math.min((before[button] ?? 0) + 1, RELEASED_SAMPLES)));
  const pressed = isDown.flatMap((down, button) => (down && (before[button] ?? 0) >= RELEASED_SAMPLES ? [button + 1] : []));
  return { state: next, pressed };
}
