/**
 * Giving an action another key: which one waits for its key, and why the last one was refused. Knows
 * the rules by `rebinding`, and nothing of where keys are kept.
 */
import type { Chord } from '../../lib/keys/chord.ts';
import type { Keyboard } from '../../lib/keys/keyboard.ts';
import { refusal, type Own, type Refusal } from '../../lib/keys/rebinding.ts';
import { TABLE, type Action } from '../../lib/keys/table.ts';

interface Options {
  keyboard: Pick<Keyboard, 'record'>;
  own: () => Own;
  save: (own: Own) => void;
}

/** What came of the last press. */
export type Said =
  | { is: 'given'; action: Action; chord: Chord }
  | { is: 'refused'; action: Action; chord: Chord; why: Refusal };

export class Recording {
  /** The action that waits for its key. */
  action = $state.raw<Action | null>(null);
  said = $state.raw<Said | null>(null);
  readonly #with: Options;
  #stop: (() => void) | undefined;

  constructor(options: Options) {
    this.#with = options;
  }

  /** The next key is this action's; asked again, it is not. */
  start(action: Action): void {
    const again = this.action === action;
    this.stop();
    this.said = null;
    if (again) return;
    this.action = action;
    this.#stop = this.#with.keyboard.record((chord) => this.#hear(action, chord));
  }

  stop(): void {
    this.#stop?.();
    this.#stop = undefined;
    this.action = null;
  }

  /** Gives an action its usual key back, where no other has it meanwhile. */
  usual(action: Action): void {
    this.stop();
    this.#give(action, usualOf(action));
  }

  allUsual(): void {
    this.stop();
    this.said = null;
    this.#with.save({});
  }

  #hear(action: Action, chord: Chord): void {
    if (chord === 'Escape') this.stop();
    else if (this.#give(action, chord)) this.stop();
  }

  #give(action: Action, chord: Chord): boolean {
    const own = this.#with.own();
    const why = refusal(own, action, chord);
    this.said =
      why === undefined ? { is: 'given', action, chord } : { is: 'refused', action, chord, why };
    if (why !== undefined) return false;
    const others = Object.entries(own).filter(([other]) => other !== action);
    const given = chord === usualOf(action) ? others : [...others, [action, chord]];
    this.#with.save(Object.fromEntries(given) as Own);
    return true;
  }
}

export function usualOf(action: Action): Chord {
  return TABLE.find((row) => row.action === action)?.chords[0] ?? '';
}
