import { describe, expect, it } from 'vitest';
import { frameUrl } from './frame-url.ts';

describe('the address of a frame', () => {
  it('is a scheme of its own on Linux and macOS', () => {
    expect(frameUrl('ab12', 'Mozilla/5.0 (X11; Linux x86_64)')).toBe(
      'scrim://localhost/frame/ab12',
    );
  });

  it('is a host name on Windows', () => {
    expect(frameUrl('ab12', 'Mozilla/5.0 (Windows NT 10.0; Win64)')).toBe(
      'http://scrim.localhost/frame/ab12',
    );
  });

  it('keeps a name inside its path segment', () => {
    expect(frameUrl('../x', 'X11')).toBe('scrim://localhost/frame/..%2Fx');
  });
});
