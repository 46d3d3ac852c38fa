/**
 * A long list that comes over several frames: what is drawn stays, and of what is new a few are added to each frame. Knows
 * not what is in the list, nor how it is drawn.
 */

/** Rows that are built in one frame. */
const SLICE = 12;

export class Gradual<T> {
  #known = $state.raw<ReadonlySet<string>>(new Set());
  readonly #list: () => readonly T[];
  readonly #keyOf: (one: T) => string;

  /** Made where a component is: it ends with it. */
  constructor(list: () => readonly T[], keyOf: (one: T) => string) {
    this.#list = list;
    this.#keyOf = keyOf;
    $effect(() => {
      const drawn = this.rows.map(keyOf);
      if (drawn.length === this.#known.size && drawn.every((key) => this.#known.has(key))) return;
      const frame = requestAnimationFrame(() => (this.#known = new Set(drawn)));
      return () => cancelAnimationFrame(frame);
    });
  }

  /** What is to be drawn in this frame, in the order of the list. */
  readonly rows: readonly T[] = $derived.by(() => {
    let fresh = 0;
    return this.#list().filter((one) => {
      if (this.#known.has(this.#keyOf(one))) return true;
      fresh += 1;
      return fresh <= SLICE;
    });
  });

  /** Whether more is to come. */
  readonly coming: boolean = $derived.by(() => this.rows.length < this.#list().length);
}
