/**
 * A long list that comes over several frames: what is drawn stays, and of what is new a few are added to each frame. Knows
 * not what is in the list, nor how it is drawn.
 */

import { areSame, withMore } from './slice.ts';

/** Rows that are built in one frame. */
const SLICE = 12;

export class Gradual<T> {
  /** The keys of what is drawn. */
  #known = $state.raw<readonly string[]>([]);
  readonly #list: () => readonly T[];
  readonly #keyOf: (one: T) => string;

  /** Made where a component is: it ends with it. */
  constructor(list: () => readonly T[], keyOf: (one: T) => string) {
    this.#list = list;
    this.#keyOf = keyOf;
    $effect(() => {
      const drawn = this.rows.map(keyOf);
      if (areSame(drawn, this.#known)) return;
      const frame = requestAnimationFrame(() => (this.#known = drawn));
      return () => cancelAnimationFrame(frame);
    });
  }

  /** What is to be drawn in this frame, in the order of the list. */
  readonly rows: readonly T[] = $derived.by(() =>
    withMore(this.#list(), this.#keyOf, this.#known, SLICE),
  );

  /** Whether more is to come. */
  readonly coming: boolean = $derived.by(() => this.rows.length < this.#list().length);
}
