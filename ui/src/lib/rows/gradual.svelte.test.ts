import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Gradual } from './gradual.svelte.ts';

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, at) => String(from + at));

const asked = new Map<number, FrameRequestCallback>();
let last = 0;
/** The next frame comes; whether anything waited for it. */
function frame(): boolean {
  const now = [...asked.values()];
  asked.clear();
  for (const callback of now) callback(0);
  flushSync();
  return now.length > 0;
}

beforeEach(() => {
  asked.clear();
  vi.stubGlobal('requestAnimationFrame', (callback: FrameRequestCallback) => {
    asked.set(++last, callback);
    return last;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => asked.delete(id));
});
afterEach(() => vi.unstubAllGlobals());

function gradually(first: readonly string[]) {
  let list = $state.raw(first);
  let gradual: Gradual<string> | undefined;
  const end = $effect.root(() => {
    gradual = new Gradual(
      () => list,
      (one) => one,
    );
  });
  flushSync();
  return {
    drawn: () => gradual?.rows ?? [],
    coming: () => gradual?.coming,
    become: (next: readonly string[]) => {
      list = next;
      flushSync();
    },
    end,
  };
}

describe('a list that comes gradually', () => {
  it('is there at once where it is short, and asks for no frame once it is', () => {
    const { drawn, coming } = gradually(numbers(0, 5));
    expect([drawn(), coming()]).toEqual([numbers(0, 5), false]);
    while (frame());
    expect(drawn()).toEqual(numbers(0, 5));
  });

  it('grows from frame to frame, in its order, until all of it is there', () => {
    const { drawn, coming } = gradually(numbers(0, 50));
    const lengths = [drawn().length];
    while (coming() && frame()) lengths.push(drawn().length);
    expect(lengths).toEqual([12, 24, 36, 48, 50]);
    expect(drawn()).toEqual(numbers(0, 50));
  });

  it('keeps what is drawn when the list changes, and brings what is new in it', () => {
    const { drawn, coming, become } = gradually(numbers(0, 50));
    while (frame());
    become(['new', ...numbers(1, 50)]);
    expect([drawn(), coming()]).toEqual([['new', ...numbers(1, 50)], false]);
    become(numbers(100, 150));
    expect([drawn(), coming()]).toEqual([numbers(100, 112), true]);
    while (frame());
    expect(drawn()).toEqual(numbers(100, 150));
  });

  it('asks for nothing more once what shows it is gone', () => {
    const { end, drawn } = gradually(numbers(0, 50));
    end();
    frame();
    expect([drawn().length, asked.size]).toEqual([12, 0]);
  });
});
