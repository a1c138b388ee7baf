/** From this share of the target on, a time is near it. ui.md section 4. */
const NEAR = 0.8;

/** How a time stands against its target; both in seconds. A target of 0 is never reached. */
export function meterState(seconds: number, target: number): 'waiting' | 'near' | 'over' {
  if (target <= 0 || seconds < target * NEAR) return 'waiting';
  return seconds > target ? 'over' : 'near';
}
