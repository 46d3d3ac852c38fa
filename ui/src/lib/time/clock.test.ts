import { describe, expect, it, vi } from 'vitest';
import { Clock } from './clock.svelte.ts';

describe('the clock', () => {
  it('counts on from the time of the last view by the steady clock', () => {
    let steady = 1_000;
    const clock = new Clock(() => steady);
    clock.sync(500_000);
    steady += 3_000;
    clock.tick();
    expect(clock.now).toBe(503_000);
    expect(clock.left(510_000)).toBe(7_000);
  });

  it('never counts below zero', () => {
    const clock = new Clock(() => 0);
    clock.sync(500_000);
    expect(clock.left(499_000)).toBe(0);
  });

  it('notices that the machine slept, and only then', () => {
    let steady = 0;
    const slept = vi.fn();
    const clock = new Clock(() => steady, slept);
    steady += 300;
    clock.tick();
    expect(slept).not.toHaveBeenCalled();
    steady += 60_000;
    clock.tick();
    expect(slept).toHaveBeenCalledOnce();
  });
});
