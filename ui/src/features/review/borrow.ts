/** The focus, for what comes in the place of something else and goes again. Knows nothing of what that is. */

/** Gives the focus to an element, and back to whatever had it once the returned function is called. */
export function borrowFocus(to: HTMLElement | null): () => void {
  const had = document.activeElement;
  to?.focus();
  return () => {
    const back = had instanceof HTMLElement && had !== document.body && had.isConnected;
    (back ? had : document.querySelector<HTMLElement>('main[tabindex]'))?.focus();
  };
}
