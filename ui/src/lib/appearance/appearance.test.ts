import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Dress } from './dress.ts';
import { roomOf } from './room.ts';
import { TEXT_SIZES, wornOf } from './theme.ts';

describe('a theme', () => {
  it('is what was chosen, whatever the system asks for', () => {
    for (const light of [true, false]) {
      for (const contrast of [true, false]) {
        expect(wornOf('dark', { light, contrast })).toBe('dark');
        expect(wornOf('light', { light, contrast })).toBe('light');
        expect(wornOf('high_contrast', { light, contrast })).toBe('high_contrast');
      }
    }
  });

  it('follows the system where that was chosen, contrast before light', () => {
    expect(wornOf('system', { light: false, contrast: false })).toBe('dark');
    expect(wornOf('system', { light: true, contrast: false })).toBe('light');
    expect(wornOf('system', { light: true, contrast: true })).toBe('high_contrast');
  });
});

describe('room', () => {
  it('is wide where the window begins, at the usual size of text, and narrow at its smallest', () => {
    for (const width of [1280, 1600, 1920]) expect(roomOf(width, 100)).toBe('wide');
    expect(roomOf(1024, 100)).toBe('narrow');
  });

  it('is narrow at twice the text, on a large window too', () => {
    for (const width of [1024, 1280, 1600, 1920]) expect(roomOf(width, 200)).toBe('narrow');
  });

  it('never grows while text does', () => {
    for (let width = 1024; width <= 2560; width += 32) {
      const rooms = TEXT_SIZES.map((percent) => roomOf(width, percent));
      expect([...rooms].sort().reverse()).toEqual(rooms);
    }
  });
});

describe('the window', () => {
  let change: () => void;
  let prefersLight = false;
  beforeEach(() => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (query) =>
        ({
          get matches() {
            return query.includes('light') && prefersLight;
          },
          addEventListener: (_type: string, listener: () => void) => (change = listener),
          removeEventListener: () => {},
        }) as unknown as MediaQueryList,
    );
  });
  afterEach(() => {
    prefersLight = false;
  });

  it('wears what it is given, and no style but the size of its text', () => {
    const root = document.createElement('html');
    new Dress(root).wear({ theme: 'high_contrast', text_percent: 150 });
    expect(root.dataset['theme']).toBe('high_contrast');
    expect(root.style.getPropertyValue('--text-scale')).toBe('1.5');
    expect(root.style.length).toBe(1);
  });

  it('changes with the system where it follows it, and not otherwise', () => {
    const root = document.createElement('html');
    const dress = new Dress(root);
    const leave = dress.follow();
    dress.wear({ theme: 'system', text_percent: 100 });
    expect(root.dataset['theme']).toBe('dark');
    prefersLight = true;
    change();
    expect(root.dataset['theme']).toBe('light');
    dress.wear({ theme: 'dark', text_percent: 100 });
    expect(root.dataset['theme']).toBe('dark');
    leave();
  });
});
