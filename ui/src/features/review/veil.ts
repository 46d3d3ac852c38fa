/**
 * Whether a picture may be on the screen, as far as the window itself can tell.
 *
 * Only ever says no to what the desk allows. Hiding needs nobody: `hide`, `leave` and `drop` hold at
 * once, before Rust has heard of it. A view that was on its way while the person let go cannot bring
 * a picture back: a look needs the person's own wish, and a hidden frame is burnt. Knows no DOM.
 */
import type { ShownView } from '../../lib/host/wire.gen.ts';
import { clarityOf, shownWish, type Wish } from './rungs.ts';

export class Veil {
  #away = false;
  #curtained = false;
  #lifting = false;
  /** Views up to this revision were made before the person came back. */
  #stale = -1;
  #wish: Wish | null = null;
  #burnt = new Set<string>();

  /** The person wants to look, at most this far. */
  wish(wish: Wish): void {
    this.#wish = wish;
  }

  /** The person let go: what is shown now is never shown again. */
  hide(shown: ShownView | null): void {
    this.#wish = null;
    if (shown?.frame && isLook(shown)) this.#burnt.add(shown.frame.name);
  }

  /** The window lost the focus, or is not visible. */
  leave(shown: ShownView | null): void {
    this.#away = true;
    this.hide(shown);
  }

  /** The window has the focus again; only what the desk says from now on counts. */
  comeBack(revision: number): void {
    if (!this.#away) return;
    this.#away = false;
    this.#stale = Math.max(this.#stale, revision);
  }

  /** The curtain drops. */
  drop(shown: ShownView | null): void {
    this.#curtained = true;
    this.#lifting = false;
    this.hide(shown);
  }

  /** The person lifts the curtain; it is up once a later view says so. */
  lift(revision: number): void {
    this.#lifting = true;
    this.#stale = Math.max(this.#stale, revision);
  }

  /** Takes note of a new view: whether the curtain is down. */
  hear(revision: number, curtain: boolean): void {
    if (curtain) this.#curtained = true;
    else if (this.#lifting && revision > this.#stale) {
      this.#curtained = false;
      this.#lifting = false;
    }
  }

  get away(): boolean {
    return this.#away;
  }

  get curtained(): boolean {
    return this.#curtained;
  }

  /** Whether this picture of this view may be on the screen. */
  admits(revision: number, shown: ShownView): boolean {
    if (this.#away || this.#curtained || revision <= this.#stale) return false;
    if (shown.frame === null || this.#burnt.has(shown.frame.name)) return false;
    if (!isLook(shown)) return true;
    return this.#wish !== null && clarityOf(shownWish(shown)) <= clarityOf(this.#wish);
  }
}

/** Whether what is shown rests on a grant: it has an end, or is clearer than any veil. */
export function isLook(shown: ShownView): boolean {
  return shown.until !== null || shown.rung >= 3;
}
