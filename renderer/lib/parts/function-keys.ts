/** What one of the twelve keys of a workplace does now. */
export type FunctionKey = {
  readonly label: string;
  readonly available: boolean;
  /** The one next step of the screen. */
  readonly main?: boolean;
  /** Opens what is due. */
  readonly hot?: boolean;
  readonly run: () => void;
};

export const FUNCTION_KEYS = ['F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9', 'F10', 'F11', 'F12'] as const;
export type FunctionKeyName = (typeof FUNCTION_KEYS)[number];
/** Keys a workplace does not use are left out; their place stays empty, because keys never move. */
export type FunctionKeys = Readonly<Partial<Record<FunctionKeyName, FunctionKey>>>;
