import { beforeEach, describe, expect, it, vi } from 'vitest';
import { chordOf, keycaps, type Press } from './chord.ts';
import { Keyboard, type KeyPress } from './keyboard.ts';
import { keyBook } from './book.svelte.ts';
import { TABLE } from './table.ts';

function press(code: string, key: string, part: Partial<Press> = {}): Press {
  return { code, key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...part };
}

function event(code: string, key: string, part: Partial<KeyPress> = {}): KeyPress {
  return { ...press(code, key), target: null, repeat: false, preventDefault: vi.fn(), ...part };
}

describe('a chord', () => {
  it('reads digits by their place, so that layouts with shifted digits work', () => {
    expect(chordOf(press('Digit5', '('))).toBe('5');
    expect(chordOf(press('Numpad5', '5'))).toBe('5');
    expect(chordOf(press('Digit5', '%', { shiftKey: true }))).toBe('Shift+5');
  });

  it('reads letters by what is printed, and by place without Latin letters', () => {
    expect(chordOf(press('KeyQ', 'a'))).toBe('A');
    expect(chordOf(press('KeyS', 'ы'))).toBe('S');
    expect(chordOf(press('KeyS', 'S'))).toBe('S');
  });

  it('treats Command as Control, and a symbol as itself whatever Shift does', () => {
    expect(chordOf(press('KeyZ', 'z', { metaKey: true }))).toBe('Ctrl+Z');
    expect(chordOf(press('Slash', '?', { shiftKey: true }))).toBe('?');
  });

  it('shows keycaps', () => {
    expect(keycaps('Escape Escape')).toEqual(['Esc', 'Esc']);
    expect(keycaps('Shift+5')).toEqual(['Shift', '5']);
  });
});

describe('the table', () => {
  it('names every action once', () => {
    const actions = TABLE.map((binding) => binding.action);
    expect(new Set(actions).size).toBe(actions.length);
  });

  it('lets no two actions share a chord outside of lens, full size, rows, lists and tiles, which lie on top', () => {
    const flat = TABLE.filter(
      ({ group }) => !['lens', 'full', 'rows', 'list', 'tiles'].includes(group),
    );
    const chords = flat.flatMap((binding) => [...binding.chords]);
    expect(new Set(chords).size).toBe(chords.length);
  });

  it('finds both ways', () => {
    expect(keyBook.actionsOf('Ctrl+Z')).toEqual(['undo']);
    expect(keyBook.chordOf('undo')).toBe('Z');
  });
});

describe('the keyboard', () => {
  let now = 0;
  let keyboard: Keyboard;
  beforeEach(() => {
    now = 0;
    keyboard = new Keyboard(() => now);
  });

  it('runs an action once however long its key is held', () => {
    const down = vi.fn();
    const up = vi.fn();
    keyboard.layer({ look_grey: { down, up } });
    keyboard.press(event('Digit5', '5'));
    keyboard.press(event('Digit5', '5', { repeat: true }));
    keyboard.press(event('Digit5', '5'));
    expect(down).toHaveBeenCalledOnce();
    keyboard.release({ code: 'Digit5' });
    expect(up).toHaveBeenCalledOnce();
  });

  it('ends what is held when the window loses its keys', () => {
    const up = vi.fn();
    keyboard.layer({ look: { down: () => {}, up } });
    keyboard.press(event('Space', ' '));
    keyboard.releaseAll();
    expect(up).toHaveBeenCalledOnce();
    keyboard.release({ code: 'Space' });
    expect(up).toHaveBeenCalledOnce();
  });

  it('asks the topmost layer that has a meaning', () => {
    const rung = vi.fn();
    const reason = vi.fn();
    keyboard.layer({ rest_heavy: rung });
    const close = keyboard.layer({ pick_1: reason });
    keyboard.press(event('Digit1', '1'));
    keyboard.release({ code: 'Digit1' });
    expect(reason).toHaveBeenCalledOnce();
    close();
    keyboard.press(event('Digit1', '1'));
    expect(rung).toHaveBeenCalledOnce();
    expect(reason).toHaveBeenCalledOnce();
  });

  it('lets nothing but the curtain and whom one can turn to through a layer that covers', () => {
    const settle = vi.fn();
    const panic = vi.fn();
    const support = vi.fn();
    keyboard.layer({ settle, panic, support });
    const open = keyboard.layer({}, true);
    keyboard.press(event('KeyS', 's'));
    keyboard.press(event('Pause', 'Pause'));
    keyboard.press(event('F1', 'F1'));
    keyboard.release({ code: 'KeyS' });
    expect([settle, panic, support].map((does) => does.mock.calls.length)).toEqual([0, 1, 1]);
    open();
    keyboard.press(event('KeyS', 's'));
    expect(settle).toHaveBeenCalledOnce();
  });

  it('fires nothing while typing in a field, except the curtain', () => {
    const settle = vi.fn();
    const panic = vi.fn();
    keyboard.layer({ settle, panic });
    const target = document.createElement('input');
    keyboard.press(event('KeyS', 's', { target }));
    expect(settle).not.toHaveBeenCalled();
    keyboard.press(event('Pause', 'Pause', { target }));
    expect(panic).toHaveBeenCalledOnce();
  });

  describe('in a field that is typed into', () => {
    const fields = ['input', 'textarea'].map((tag) => document.createElement(tag));
    const calls = (part: object = {}, own = {}) => {
      keyBook.take(own);
      const meanings = TABLE.map(({ action }) => [action, vi.fn()] as const);
      const keyboard = new Keyboard(() => now);
      keyboard.layer(Object.fromEntries(meanings));
      const heard = { code: 'KeyX', key: 'x', ...part };
      for (const target of fields) {
        const { code, key, ...rest } = heard;
        keyboard.press(event(code, key, { ...rest, target }));
        keyboard.release({ code });
        now += 2_000;
      }
      keyBook.take({});
      return meanings.filter(([, does]) => does.mock.calls.length > 0).map(([action]) => action);
    };

    it('fires nothing by whatever puts something into it or moves about in it', () => {
      const signs = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((key) => [`Key${key}`, key] as const);
      const digits = [...'0123456789'].map((key) => [`Digit${key}`, key] as const);
      const others = ['Enter', 'ArrowUp', 'ArrowLeft', '/', '?'].map((key) => [key, key] as const);
      for (const [code, key] of [...signs, ...digits, ...others, ['Space', ' '] as const]) {
        for (const shiftKey of [false, true]) expect(calls({ code, key, shiftKey })).toEqual([]);
      }
      expect(calls({ code: 'KeyZ', key: 'z', ctrlKey: true })).toEqual([]);
    });

    it('still opens whom one can turn to, by keys that type nothing, whatever its first key is', () => {
      const f1 = { code: 'F1', key: 'F1' };
      expect(calls(f1)).toEqual(['support']);
      expect(calls({ ...f1, ctrlKey: true })).toEqual(['support']);
      const own = { support: 'X' };
      expect(calls({}, own)).toEqual([]);
      expect(calls({ ...f1, ctrlKey: true }, own)).toEqual(['support']);
    });
  });

  it('leaves Space and Enter to a focused button, and nothing else', () => {
    const submit = vi.fn();
    const settle = vi.fn();
    keyboard.layer({ submit, settle });
    const target = document.createElement('button');
    keyboard.press(event('Enter', 'Enter', { target }));
    keyboard.press(event('KeyS', 's', { target }));
    expect(submit).not.toHaveBeenCalled();
    expect(settle).toHaveBeenCalledOnce();
  });

  it('takes two quick presses of Escape for the curtain, two slow ones for none', () => {
    const panic = vi.fn();
    const close = vi.fn();
    keyboard.layer({ panic, close });
    const escape = () => {
      keyboard.press(event('Escape', 'Escape'));
      keyboard.release({ code: 'Escape' });
    };
    escape();
    now += 2_000;
    escape();
    expect(panic).not.toHaveBeenCalled();
    expect(close).toHaveBeenCalledTimes(2);
    now += 300;
    escape();
    expect(panic).toHaveBeenCalledOnce();
  });
});
