import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Keyboard } from '../../lib/keys/keyboard.ts';
import { SETTLED_MS, leaving } from './leaving.ts';

describe('leaving the window', () => {
  const hooks = { leave: vi.fn(), comeBack: vi.fn() };
  const up = vi.fn();
  let keyboard: Keyboard;
  beforeEach(() => {
    vi.useFakeTimers();
    [hooks.leave, hooks.comeBack, up].forEach((heard) => heard.mockReset());
    keyboard = new Keyboard();
    keyboard.layer({ look_grey: { down: () => {}, up } });
    keyboard.press(new KeyboardEvent('keydown', { key: '5', code: 'Digit5' }));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  const focused = (is: boolean) => vi.spyOn(document, 'hasFocus').mockReturnValue(is);

  it('hides first and lets go of held keys then', () => {
    leaving(keyboard, hooks).leave();
    expect(hooks.leave).toHaveBeenCalledOnce();
    expect(up).toHaveBeenCalledOnce();
    expect(hooks.leave.mock.invocationCallOrder[0]).toBeLessThan(
      up.mock.invocationCallOrder[0] ?? 0,
    );
  });

  it('never comes back by itself where the page hears of its own leaving', () => {
    focused(true);
    leaving(keyboard, hooks).leave();
    vi.advanceTimersByTime(10 * SETTLED_MS);
    expect(hooks.comeBack).not.toHaveBeenCalled();
  });

  it('hides at once where the host was quicker, and is back only once the page knows its focus', () => {
    focused(true);
    leaving(keyboard, hooks).leftBefore();
    expect([hooks.leave, up].map((heard) => heard.mock.calls.length)).toEqual([1, 1]);
    vi.advanceTimersByTime(SETTLED_MS - 1);
    expect(hooks.comeBack).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(hooks.comeBack).toHaveBeenCalledOnce();
  });

  it('stays away where nobody is back by then', () => {
    focused(false);
    leaving(keyboard, hooks).leftBefore();
    vi.advanceTimersByTime(10 * SETTLED_MS);
    expect(hooks.comeBack).not.toHaveBeenCalled();
  });
});
