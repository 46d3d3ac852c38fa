/**
 * Being left and being back, as the page and its host tell of it: what hides lets go of the keys too.
 *
 * Knows nothing of what is hidden, nor of how it is heard that the window was left.
 */
import type { Keyboard } from '../../lib/keys/keyboard.ts';

/** By then the page knows whether it has the focus, after its host has heard that it was gone. */
export const SETTLED_MS = 200;

interface Hooks {
  leave: () => void;
  comeBack: () => void;
}

interface Leaving {
  /** The window is left. */
  leave: () => void;
  /** The host has heard before the page that the window was left. */
  leftBefore: () => void;
}

export function leaving(keyboard: Keyboard, hooks: Hooks): Leaving {
  const leave = () => {
    hooks.leave();
    keyboard.releaseAll();
  };
  const leftBefore = () => {
    leave();
    // Whoever is back before the page has heard that they had gone is told of by no event.
    setTimeout(() => document.hasFocus() && hooks.comeBack(), SETTLED_MS);
  };
  return { leave, leftBefore };
}
