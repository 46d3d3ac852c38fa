/**
 * Puts an appearance on the window, and keeps it on while the system changes its mind or the window
 * its size. Knows nothing of keys and keeps nothing.
 */
import type { Appearance } from '../host/wire.gen.ts';
import { roomOf } from './room.ts';
import { wornOf } from './theme.ts';

type Look = Pick<Appearance, 'theme' | 'text_percent'>;

export class Dress {
  #look: Look = { theme: 'dark', text_percent: 100 };
  readonly #light = window.matchMedia('(prefers-color-scheme: light)');
  readonly #contrast = window.matchMedia('(prefers-contrast: more)');

  constructor(private readonly root: HTMLElement = document.documentElement) {}

  wear(look: Look): void {
    this.#look = look;
    this.#put();
  }

  /** Follows the system and the window's size until the returned function is called. */
  follow(): () => void {
    const put = () => this.#put();
    const asked = [this.#light, this.#contrast];
    for (const one of asked) one.addEventListener('change', put);
    window.addEventListener('resize', put);
    put();
    return () => {
      for (const one of asked) one.removeEventListener('change', put);
      window.removeEventListener('resize', put);
    };
  }

  #put(): void {
    const { theme, text_percent } = this.#look;
    const asked = { light: this.#light.matches, contrast: this.#contrast.matches };
    this.root.dataset['theme'] = wornOf(theme, asked);
    this.root.dataset['room'] = roomOf(window.innerWidth, text_percent);
    this.root.style.setProperty('--text-scale', String(text_percent / 100));
  }
}
