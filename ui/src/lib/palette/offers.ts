/**
 * What can be done now, as the palette lists it. A screen adds what only it knows how to do, for as
 * long as it is there. Knows no screen.
 */
import type { Named } from './rank.ts';

export interface Command extends Named {
  id: string;
  /** What stands over it in the list. */
  group: string;
  /** The key that does the same. */
  caps: readonly string[];
  /** Why it cannot be done now. */
  why?: string | undefined;
  run: () => void;
}

export class Offers {
  #lists: (() => Command[])[] = [];

  /** Adds a list, asked for whenever the palette opens, until the returned function is called. */
  add(list: () => Command[]): () => void {
    this.#lists.push(list);
    return () => {
      this.#lists = this.#lists.filter((other) => other !== list);
    };
  }

  all(): Command[] {
    return this.#lists.flatMap((list) => list());
  }
}
