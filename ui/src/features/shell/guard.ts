/**
 * Everything outside the person's wishes that hides: focus, visibility, a cancelled pointer. And what
 * a web view would otherwise offer on a picture: menu, drag, copy, save, print, find.
 *
 * Knows nothing of what is hidden.
 */
import type { Keyboard } from '../../lib/keys/keyboard.ts';
import { leaving } from './leaving.ts';

interface Hooks {
  leave: () => void;
  comeBack: () => void;
  hide: () => void;
}

const REFUSED = ['contextmenu', 'dragstart', 'drop', 'copy', 'cut'] as const;

export function guard(keyboard: Keyboard, hooks: Hooks): () => void {
  const stop = new AbortController();
  const on = (target: EventTarget, type: string, then: (event: Event) => unknown) =>
    target.addEventListener(type, then, { capture: true, signal: stop.signal });

  const { leave } = leaving(keyboard, hooks);
  // Captured, so that nothing below can keep it back; but a field's own blur is not the window's.
  on(window, 'blur', (event) => ofWindow(event) && leave());
  on(window, 'pagehide', leave);
  on(document, 'visibilitychange', () => (document.hidden ? leave() : back()));
  const back = () => {
    if (!document.hidden) hooks.comeBack();
  };
  on(window, 'focus', (event) => ofWindow(event) && back());
  on(window, 'pointercancel', hooks.hide);
  // Input proves the focus, even where the web view forgot to say so.
  on(window, 'pointerdown', back);
  on(window, 'keydown', (event) => {
    back();
    const press = event as KeyboardEvent;
    if (offeredByWebView(press)) press.preventDefault();
    keyboard.press(press);
  });
  on(window, 'keyup', (event) => keyboard.release(event as KeyboardEvent));
  for (const type of REFUSED) on(document, type, refuseOutsideFields);
  return () => stop.abort();
}

/** Save, print, find, view source, reload. */
function offeredByWebView(press: KeyboardEvent): boolean {
  const withCtrl = (press.ctrlKey || press.metaKey) && /^[spfurg]$/i.test(press.key);
  return withCtrl || /^F(3|5|7|12)$/.test(press.key);
}

function refuseOutsideFields(event: Event): void {
  const field = event.target instanceof HTMLElement && event.target.closest('input, textarea');
  if (!field) event.preventDefault();
}

function ofWindow(event: Event): boolean {
  return !(event.target instanceof Element);
}
