import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { guard } from './guard.ts';

describe('the guard of the window', () => {
  const hooks = { leave: vi.fn(), comeBack: vi.fn(), hide: vi.fn() };
  let keyboard: Keyboard;
  let stop: () => void;
  beforeEach(() => {
    Object.values(hooks).forEach((hook) => hook.mockReset());
    keyboard = new Keyboard();
    stop = guard(keyboard, hooks);
  });
  afterEach(() => stop());

  it('leaves on blur and comes back on focus', () => {
    window.dispatchEvent(new Event('blur'));
    expect(hooks.leave).toHaveBeenCalledOnce();
    window.dispatchEvent(new Event('focus'));
    expect(hooks.comeBack).toHaveBeenCalledOnce();
  });

  it('takes no blur of a field for one of the window', () => {
    const field = document.body.appendChild(document.createElement('input'));
    field.focus();
    field.blur();
    field.remove();
    expect(hooks.leave).not.toHaveBeenCalled();
  });

  it('leaves when the page is hidden', () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    document.dispatchEvent(new Event('visibilitychange'));
    expect(hooks.leave).toHaveBeenCalledOnce();
    window.dispatchEvent(new Event('focus'));
    expect(hooks.comeBack).not.toHaveBeenCalled();
  });

  it('hides when a pointer is cancelled', () => {
    window.dispatchEvent(new Event('pointercancel'));
    expect(hooks.hide).toHaveBeenCalledOnce();
  });

  it('lets go of held keys when the window is left', () => {
    const up = vi.fn();
    keyboard.layer({ look_grey: { down: () => {}, up } });
    window.dispatchEvent(new KeyboardEvent('keydown', { key: '5', code: 'Digit5' }));
    window.dispatchEvent(new Event('blur'));
    expect(up).toHaveBeenCalledOnce();
  });

  it('refuses menu, drag and copy, and saving by keyboard', () => {
    for (const type of ['contextmenu', 'dragstart', 'copy']) {
      const event = new Event(type, { bubbles: true, cancelable: true });
      document.body.dispatchEvent(event);
      expect(event.defaultPrevented, type).toBe(true);
    }
    const save = new KeyboardEvent('keydown', { key: 's', ctrlKey: true, cancelable: true });
    window.dispatchEvent(save);
    expect(save.defaultPrevented).toBe(true);
  });

  it('hears nothing any more once it is stopped', () => {
    stop();
    window.dispatchEvent(new Event('blur'));
    expect(hooks.leave).not.toHaveBeenCalled();
  });
});
