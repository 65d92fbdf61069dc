import { undoKey } from './parts/base/keys.ts';
import { nextOf } from './state/history.ts';
import type { Act, State } from './state/state.ts';
import { STRINGS } from './strings/index.ts';

/** Typing that rests this long is one step to undo. */
const REST_MS = 1000;

/** Undo and redo beside the state: their keys, what a screen reader hears of them, and the rest that ends a run of typing. */
export class Steps {
  #timer = 0;

  constructor(
    private readonly dispatch: (act: Act) => void,
    private readonly say: (words: string) => void,
  ) {
    window.addEventListener('keydown', this.#key);
  }

  #key = (event: KeyboardEvent): void => {
    const type = undoKey(event);
    if (!type) return;
    event.preventDefault();
    this.dispatch({ type });
  };

  /** After each act. */
  follow(before: State, after: State, { type }: Act): void {
    if (type === 'undo' || type === 'redo') {
      const s = STRINGS[after.lang];
      const touched = nextOf(before.history, type);
      if (touched) this.say(s.stepped[type](s.touched[touched] ?? ''));
    }
    if (after.history === before.history || after.history.run === null) return;
    window.clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.dispatch({ type: 'rest' }), REST_MS);
  }
}
