/** Whether what a form has sent was answered, by counting the hub's answers. */
import type { RefusedView } from '../../lib/host/wire.gen.ts';
import { text } from '../../lib/text/text.ts';

/** What is counted, wherever it is set. */
export interface Counted {
  answered: number;
  refused: RefusedView | null;
}

export class Answered {
  /** How many answers there were when it was sent; nothing where nothing was. */
  #sentAt = $state<number | null>(null);
  readonly #setting: () => Counted;

  constructor(setting: () => Counted) {
    this.#setting = setting;
  }

  sent(): void {
    this.#sentAt = this.#setting().answered;
  }

  readonly isAwaited = $derived.by(
    () => this.#sentAt !== null && this.#setting().answered <= this.#sentAt,
  );

  readonly #isAnswered = $derived.by(
    () => this.#sentAt !== null && this.#setting().answered > this.#sentAt,
  );

  readonly isTaken = $derived.by(() => this.#isAnswered && this.#setting().refused === null);

  readonly refused = $derived.by(() => (this.#isAnswered ? this.#setting().refused : null));

  /** Why a part of the form is refused, if it is this one. */
  problem(field: string): string | undefined {
    return this.refused?.field === field ? why(this.refused) : undefined;
  }
}

/** Why the hub did not do something, in its own words. */
export function why(refused: RefusedView): string {
  const words = text.oversight.setting;
  if (refused.says !== null) return words.refused(refused.says.replace(/[.\s]+$/, ''));
  return refused.code === null ? words.silent : text.problems[refused.code];
}
