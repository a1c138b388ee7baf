/** One register of keyboard shortcuts per window. Layers lie on each other; a modal one hides those beneath. */

export type KeyBinding = () => void;
/** Chord (`F3`, `Ctrl+K`, `Alt+1`, `Escape`, `n`, `1`) → what it does. Letters are written lower case without modifiers. */
export type KeyBindings = Readonly<Record<string, KeyBinding>>;

type Layer = { readonly bindings: () => KeyBindings; readonly modal: boolean };
type Press = Pick<
  KeyboardEvent,
  | 'key'
  | 'ctrlKey'
  | 'altKey'
  | 'metaKey'
  | 'shiftKey'
  | 'isComposing'
  | 'keyCode'
  | 'repeat'
  | 'target'
  | 'preventDefault'
  | 'defaultPrevented'
>;

/** Keys whose browser defaults (help, search, reload, menu, full screen, tools) would tear a person out of work. */
const BROWSER_KEYS: ReadonlySet<string> = new Set(['F1', 'F3', 'F5', 'F6', 'F10', 'F11', 'F12']);

/** The chord of a key press as bindings name it. */
export function chordOf(event: Pick<Press, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): string {
  const key =
    event.key.length === 1
      ? event.ctrlKey || event.altKey || event.metaKey
        ? event.key.toUpperCase()
        : event.key.toLowerCase()
      : event.key;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${key}`;
}

/** Tag of what has the focus; anything else than an element has none. */
const tagOf = (target: EventTarget | null): string => (target !== null && 'tagName' in target ? String(target.tagName) : '');
/** Inputs that take no typing: signs reach the screen over them. */
const CHOICES: ReadonlySet<string> = new Set(['radio', 'checkbox', 'button', 'submit', 'reset']);
const isChoice = (target: EventTarget | null): boolean => target !== null && 'type' in target && CHOICES.has(String(target.type));
const isTextField = (target: EventTarget | null): boolean => /^(INPUT|TEXTAREA|SELECT)$/.test(tagOf(target)) && !isChoice(target);
const isPressable = (target: EventTarget | null): boolean => /^(BUTTON|A|SUMMARY)$/.test(tagOf(target));

export class Keys {
  readonly #layers: Layer[] = [];

  /**
   * Lays bindings on top; `bindings` is asked at each press, so it may follow state. While a modal layer lies on top
   * nothing beneath acts. Returns what takes the layer away again; fit for $effect and onMount.
   */
  bind(bindings: () => KeyBindings, options: { readonly modal?: boolean } = {}): () => void {
    const layer: Layer = { bindings, modal: options.modal ?? false };
    this.#layers.push(layer);
    return () => {
      const index = this.#layers.indexOf(layer);
      if (index >= 0) this.#layers.splice(index, 1);
    };
  }

  /** Answers one key press. Waits while an input method is composing; single signs act outside text fields only. */
  press(event: Press): void {
    if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
    if (BROWSER_KEYS.has(event.key) && !event.altKey && !event.ctrlKey) event.preventDefault();
    const chord = chordOf(event);
    if (chord.length === 1 && isTextField(event.target)) return;
    // A focused button or link answers Enter itself, whatever Enter means to the screen.
    if (chord === 'Enter' && isPressable(event.target)) return;
    const run = this.#find(chord);
    if (!run) return;
    event.preventDefault();
    if (!event.repeat) run();
  }

  /** Listens on the window until the returned function is called. */
  listen(window: Window): () => void {
    const onKeyDown = (event: KeyboardEvent) => this.press(event);
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }

  #find(chord: string): KeyBinding | undefined {
    for (const layer of this.#layers.toReversed()) {
      const run = layer.bindings()[chord];
      if (run) return run;
      if (layer.modal) return undefined;
    }
    return undefined;
  }
}
