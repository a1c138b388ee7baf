/** Finding an action by what is typed. Pure. */

export type CounterAction = {
  readonly label: string;
  /** Pinyin initials of the Chinese label. */
  readonly initials: string;
  readonly chord?: string;
  readonly available: boolean;
  readonly run: () => void;
};

/** The actions a typed text finds: by initials from their start first, then by a part of the label. Available ones first. */
export function findActions(actions: readonly CounterAction[], typed: string): readonly CounterAction[] {
  const text = typed.trim().toLowerCase();
  const rank = (action: CounterAction): number => {
    if (text === '') return 1;
    if (action.initials.split(' ').some((initials) => initials.startsWith(text))) return 1;
    return action.label.toLowerCase().includes(text) ? 2 : 0;
  };
  return actions.filter((action) => rank(action) > 0).toSorted((a, b) => Number(b.available) - Number(a.available) || rank(a) - rank(b));
}
