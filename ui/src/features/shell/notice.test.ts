import { describe, expect, it } from 'vitest';
import type { Screen } from '../../lib/host/wire.gen.ts';
import { screens } from '../../testing/screens.ts';
import { NOW, deskView } from '../../testing/views.ts';
import { noticeOf } from './notice.ts';

const at = (name: keyof typeof screens) => deskView({ screen: screens[name]! });
const rest = (may_end: boolean) => {
  const screen = { ...screens['Break']!, since: NOW, may_end } as Screen;
  return deskView({ screen });
};

describe('what is said through the system', () => {
  it('is that a break begins that nobody chose, and that a break is over', () => {
    expect(noticeOf(at('Review'), rest(false))).toBe('Your break begins.');
    expect(noticeOf(at('Review'), rest(true))).toBeNull();
    expect(noticeOf(rest(false), at('Home'))).toContain('The break is over.');
  });

  it('is that somebody was signed out, and not that nobody has signed in yet', () => {
    expect(noticeOf(at('Review'), at('Sign in'))).toBe('You are signed out.');
    expect(noticeOf(rest(false), at('Sign in'))).toBe('You are signed out.');
    expect(noticeOf(deskView({}), at('Sign in'))).toBeNull();
    expect(noticeOf(at('Sign in'), at('Home'))).toBeNull();
  });

  it('is nothing at a start, and nothing where the screen stays', () => {
    expect(noticeOf(null, rest(false))).toBeNull();
    expect(noticeOf(rest(true), rest(false))).toBeNull();
    expect(noticeOf(at('Home'), at('Review'))).toBeNull();
  });
});
