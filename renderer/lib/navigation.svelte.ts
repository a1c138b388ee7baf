/** The path of this window: which workplace it shows. */

/** Workplaces by path; the folder of each holds `<Workplace>Page.svelte`. */
export const WORKPLACES = ['counter', 'lobby', 'kiosk', 'display', 'devices', 'people'] as const;
export type Workplace = (typeof WORKPLACES)[number];

/** Where a path leads: home, a workplace, or null for nowhere. */
export function placeOf(path: string): 'home' | Workplace | null {
  const name = path.replace(/^\/+|\/+$/g, '');
  if (name === '') return 'home';
  return WORKPLACES.find((workplace) => workplace === name) ?? null;
}

export class Navigation {
  #path = $state(location.pathname);

  get path(): string {
    return this.#path;
  }

  get place(): 'home' | Workplace | null {
    return placeOf(this.#path);
  }

  /** Goes to a path of this window without loading anew. */
  go(path: string): void {
    if (path === this.#path) return;
    history.pushState(null, '', path);
    this.#path = path;
  }

  /** Follows the browser's back button and inner links until the returned function is called. */
  follow(): () => void {
    const onPopState = () => {
      this.#path = location.pathname;
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.origin !== location.origin || link.target || placeOf(link.pathname) === null) return;
      event.preventDefault();
      this.go(link.pathname);
    };
    addEventListener('popstate', onPopState);
    addEventListener('click', onClick);
    return () => {
      removeEventListener('popstate', onPopState);
      removeEventListener('click', onClick);
    };
  }
}
