/**
 * The chords that hold now: the table's, and those of one's own in their place. Handler, hints, help
 * sheet and palette all ask here, so none of them can differ. Keeps nothing itself: what is kept comes
 * with the desk's view.
 */
import { keycaps, type Chord } from './chord.ts';
import { chordsFor, sane, type Own } from './rebinding.ts';
import { TABLE, type Action } from './table.ts';

class KeyBook {
  own = $state.raw<Own>({});
  #kept = '';

  /** Takes what is kept; what cannot hold together is left out. */
  take(kept: Readonly<Record<string, Chord>>): void {
    const now = JSON.stringify(kept);
    if (now === this.#kept) return;
    this.#kept = now;
    this.own = sane(kept);
  }

  chordsOf(action: Action): Chord[] {
    const binding = TABLE.find((row) => row.action === action);
    return binding === undefined ? [] : chordsFor(this.own, binding);
  }

  /** The chord to show beside an action: its first. */
  chordOf(action: Action): Chord {
    return this.chordsOf(action)[0] ?? '';
  }

  /** The same as caps. */
  capsOf(action: Action): string[] {
    return keycaps(this.chordOf(action));
  }

  /** Everything that a chord may mean. */
  actionsOf(chord: Chord): Action[] {
    return TABLE.filter((binding) => chordsFor(this.own, binding).includes(chord)).map(
      ({ action }) => action,
    );
  }
}

export const keyBook = new KeyBook();

/** What the keycaps of an action say now. */
export const capsOf = (action: Action): string[] => keyBook.capsOf(action);
