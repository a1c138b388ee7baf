/** Short notes in the right column. Errors stay until read, the rest leave by themselves. */
import { errorText } from './errors.ts';

export type ToastState = 'ok' | 'warn' | 'error' | 'waiting';
export type Toast = {
  readonly id: number;
  readonly state: ToastState;
  readonly title: string;
  readonly text: string;
  /** Small last line: the code of an error. */
  readonly code?: string;
};

/** A toast that is no error leaves after this long, ms. */
const STAYS_MS = 6_000;
/** At most so many at once; the oldest goes first. */
const MOST = 3;

export class Toasts {
  #items = $state.raw<readonly Toast[]>([]);
  #lastId = 0;

  get items(): readonly Toast[] {
    return this.#items;
  }

  show(toast: Omit<Toast, 'id'>): void {
    this.#lastId += 1;
    const id = this.#lastId;
    const others = this.#items.filter((item) => item.title !== toast.title || item.text !== toast.text);
    this.#items = [...others, { ...toast, id }].slice(-MOST);
    if (toast.state !== 'error') setTimeout(() => this.dismiss(id), STAYS_MS);
  }

  /** Shows what a failed call means. */
  error(error: unknown): void {
    const { title, advice, code } = errorText(error);
    this.show({ state: 'error', title, text: advice, code });
  }

  dismiss(id: number): void {
    this.#items = this.#items.filter((item) => item.id !== id);
  }

  clear(): void {
    this.#items = [];
  }
}
