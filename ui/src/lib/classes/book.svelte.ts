/**
 * The classes that verdicts can give, by which decisions name them: the hub's, which an organisation sets, in whatever
 * language they were written. Keeps nothing itself: they come with the desk's view.
 */
import type { Class, Classification, Scheme } from '../host/wire.gen.ts';
import { text } from '../text/text.ts';

/** Said where no class fits. */
export const NO_CLASS: Classification = 'NONE';

class ClassBook {
  scheme = $state.raw<Scheme>({ classes: [] });
  #kept = '';

  take(scheme: Scheme): void {
    const now = JSON.stringify(scheme);
    if (now === this.#kept) return;
    this.#kept = now;
    this.scheme = scheme;
  }

  /** Those that can be given to something new, in their order. */
  get offered(): Class[] {
    return this.scheme.classes.filter(({ retired }) => !retired);
  }

  /** What a class is called now; one that the hub knows no more is called by its code. */
  nameOf(said: Classification): string {
    if (said === NO_CLASS) return text.review.noClass;
    return this.scheme.classes.find(({ code }) => code === said)?.name ?? said;
  }
}

export const classBook = new ClassBook();
