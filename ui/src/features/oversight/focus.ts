/** Where the focus goes when a form opens, and back to when it closes. */

export function firstField(form: HTMLElement): () => void {
  const before = document.activeElement;
  form.querySelector<HTMLElement>('input, select, textarea')?.focus();
  return () => {
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  };
}
