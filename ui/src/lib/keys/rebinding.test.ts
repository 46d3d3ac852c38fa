import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keyBook } from './book.svelte.ts';
import { Keyboard, type KeyPress } from './keyboard.ts';
import { chordsFor, refusal, sane, type Own } from './rebinding.ts';
import { TABLE, type Action } from './table.ts';

function event(code: string, key: string, part: Partial<KeyPress> = {}): KeyPress {
  const none = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false };
  return { code, key, ...none, target: null, repeat: false, preventDefault: vi.fn(), ...part };
}

const actions = TABLE.map(({ action }) => action);
const row = (action: Action) => TABLE.find((binding) => binding.action === action)!;

describe('another key', () => {
  it('takes the place of the first, and leaves the further ones', () => {
    expect(chordsFor({ undo: 'X' }, row('undo'))).toEqual(['X', 'Ctrl+Z']);
    expect(chordsFor({ panic: 'F9' }, row('panic'))).toEqual(['F9', 'Pause']);
    expect(chordsFor({ close: 'X' }, row('close'))).toEqual(['X', 'Escape']);
    expect(chordsFor({}, row('settle'))).toEqual(['S']);
  });

  it('is refused with the name of the action that has it', () => {
    expect(refusal({}, 'settle', 'A')).toEqual({ is: 'taken', by: 'agree' });
    expect(refusal({}, 'settle', 'Ctrl+Z')).toEqual({ is: 'taken', by: 'undo' });
    expect(refusal({ agree: 'G' }, 'settle', 'G')).toEqual({ is: 'taken', by: 'agree' });
    expect(refusal({ agree: 'G' }, 'settle', 'A')).toBeUndefined();
  });

  it('may be shared only with what lies under it, as the usual ones are', () => {
    expect(refusal({}, 'pick_1', 'S')).toBeUndefined();
    expect(refusal({}, 'tile_up', 'S')).toBeUndefined();
    expect(refusal({}, 'lens_up', 'ArrowDown')).toEqual({ is: 'taken', by: 'lens_down' });
    expect(refusal({}, 'lens_up', '5')).toEqual({ is: 'taken', by: 'look_grey' });
    expect(refusal({}, 'pick_1', 'B')).toEqual({ is: 'taken', by: 'break' });
  });

  it('is not what belongs to fields, to the focus or to the system', () => {
    for (const chord of ['Tab', 'Shift+Tab', 'Ctrl+C', 'Escape', 'Alt+F4']) {
      expect(refusal({}, 'settle', chord)).toEqual({ is: 'reserved' });
    }
  });

  it('cannot be typed, where it works while one types', () => {
    for (const action of ['panic', 'palette'] as const) {
      expect(refusal({}, action, 'G')).toEqual({ is: 'typed' });
      expect(refusal({}, action, 'Ctrl+G')).toBeUndefined();
      expect(refusal({}, action, 'F9')).toBeUndefined();
    }
    // This one has a further key that types nothing.
    expect(refusal({}, 'support', 'G')).toBeUndefined();
    expect(chordsFor({ support: 'G' }, row('support'))).toEqual(['G', 'Ctrl+F1']);
  });

  it('can always be the usual one again, unless another has it meanwhile', () => {
    for (const action of actions) {
      expect(refusal({}, action, row(action).chords[0]!)).toBeUndefined();
    }
    expect(refusal({ settle: 'G', agree: 'S' }, 'settle', 'S')).toEqual({
      is: 'taken',
      by: 'agree',
    });
  });
});

describe('what was kept', () => {
  it('holds in whatever order it comes, where it holds together', () => {
    const swapped: Own = { settle: 'A', agree: 'S' };
    expect(sane({ ...swapped })).toEqual(swapped);
    expect(sane({ agree: 'S', settle: 'G' })).toEqual({ agree: 'S', settle: 'G' });
  });

  it('leaves out what does not: actions unknown, keys that clash, keys that are reserved', () => {
    expect(sane({ fly: 'G', settle: 'Tab', panic: 'G' })).toEqual({});
    expect(sane({ settle: 'G', agree: 'G', skip: 'F8' })).toEqual({ skip: 'F8' });
    expect(sane({ settle: 'A' })).toEqual({});
  });

  it('never leaves two that can be asked for by one press', () => {
    const chords = ['A', 'S', 'G', 'F9', 'Ctrl+Z', 'ArrowUp', '5', 'Escape'];
    // Every action gets a chord by a fixed rule that collides often.
    for (let seed = 1; seed < 200; seed += 1) {
      const kept = Object.fromEntries(
        actions
          .filter((_, at) => (at * seed) % 3 === 0)
          .map((action, at) => [action, chords[(at * seed + seed) % chords.length]!]),
      );
      const own = sane(kept);
      const flat = TABLE.filter(
        ({ group }) => !['lens', 'full', 'rows', 'list', 'tiles'].includes(group),
      );
      const all = flat.flatMap((binding) => [...new Set(chordsFor(own, binding))]);
      expect(new Set(all).size).toBe(all.length);
    }
  });
});

describe('the key book', () => {
  beforeEach(() => keyBook.take({}));

  it('drives the handler: the new key works, the usual one does nothing, a held one stays held', () => {
    const keyboard = new Keyboard();
    const [down, up] = [vi.fn(), vi.fn()];
    keyboard.layer({ look_grey: { down, up } });
    keyBook.take({ look_grey: 'G' });
    keyboard.press(event('Digit5', '5'));
    expect(down).not.toHaveBeenCalled();
    keyboard.press(event('KeyG', 'g'));
    expect([down.mock.calls.length, up.mock.calls.length]).toEqual([1, 0]);
    keyboard.release({ code: 'KeyG' });
    expect(up).toHaveBeenCalledOnce();
    expect(keyBook.capsOf('look_grey')).toEqual(['G']);
  });

  it('keeps the second key of the curtain, whatever the first is', () => {
    const keyboard = new Keyboard();
    const panic = vi.fn();
    keyboard.layer({ panic });
    keyBook.take({ panic: 'F9' });
    for (const key of ['F9', 'Pause']) {
      keyboard.press(event(key, key));
      keyboard.release({ code: key });
    }
    expect(panic).toHaveBeenCalledTimes(2);
  });
});

describe('recording', () => {
  beforeEach(() => keyBook.take({}));

  it('hears chords instead of doing them, modifiers by themselves not at all', () => {
    const keyboard = new Keyboard();
    const [settle, heard] = [vi.fn(), vi.fn()];
    keyboard.layer({ settle });
    const stop = keyboard.record(heard);
    keyboard.press(event('ShiftLeft', 'Shift', { shiftKey: true }));
    keyboard.press(event('KeyS', 'S', { shiftKey: true }));
    keyboard.press(event('KeyS', 's'));
    expect(heard.mock.calls).toEqual([['Shift+S'], ['S']]);
    expect(settle).not.toHaveBeenCalled();
    stop();
    keyboard.press(event('KeyS', 's'));
    expect(settle).toHaveBeenCalledOnce();
  });

  it('keeps no key of the curtain back', () => {
    const keyboard = new Keyboard(() => 0);
    const [panic, heard] = [vi.fn(), vi.fn()];
    keyboard.layer({ panic });
    keyboard.record(heard);
    keyboard.press(event('Pause', 'Pause'));
    expect(panic).toHaveBeenCalledOnce();
    expect(heard).not.toHaveBeenCalled();
  });
});
