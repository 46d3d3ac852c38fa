/**
 * The two equal ways to look: hold, or press once to show and again to hide. Knows no keys, no
 * pictures and no limits; it says what the person is doing, and the desk says what that allows.
 */
import type { Intent } from '../../lib/host/wire.gen.ts';
import type { Wish } from './rungs.ts';

/** What the person is doing: nothing, holding something down, or having pressed once. */
export type Looking =
  { how: 'not' } | { how: 'held'; by: string; wish: Wish } | { how: 'pressed'; wish: Wish };

interface Hooks {
  /** Before the desk hears of it. */
  onWish: (wish: Wish) => void;
  /** Before the desk hears of it: blank now. */
  onHide: () => void;
  send: (intent: Intent) => void;
}

export class LookControl {
  #looking: Looking = { how: 'not' };

  constructor(private readonly hooks: Hooks) {}

  get looking(): Looking {
    return this.#looking;
  }

  /** Something went down: a key or a pointer, told apart by name. */
  hold(by: string, wish: Wish): void {
    this.hide();
    this.#looking = { how: 'held', by, wish };
    this.hooks.onWish(wish);
    this.hooks.send(
      wish === 'full_size' ? { intent: 'hold_full_size' } : { intent: 'hold_look', rung: wish },
    );
  }

  /** Something went up; of no matter unless it is what is held. */
  letGo(by: string): void {
    if (this.#looking.how === 'held' && this.#looking.by === by) this.hide();
  }

  /** Press once to show, press again to hide. */
  press(wish: Wish): void {
    const again = this.#looking.how === 'pressed' && this.#looking.wish === wish;
    this.hide();
    if (again) return;
    this.#looking = { how: 'pressed', wish };
    this.hooks.onWish(wish);
    this.hooks.send(
      wish === 'full_size' ? { intent: 'toggle_full_size' } : { intent: 'toggle_look', rung: wish },
    );
  }

  /** Blanks first and tells the desk afterwards. Does nothing where nobody looks. */
  hide(): void {
    if (this.#looking.how === 'not') return;
    this.#looking = { how: 'not' };
    this.hooks.onHide();
    this.hooks.send({ intent: 'end_look' });
  }

  /** The desk ended it, or the window is hidden: the desk needs no word of its own about it. */
  forget(): void {
    this.#looking = { how: 'not' };
  }
}
