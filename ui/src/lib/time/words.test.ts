import { describe, expect, it } from 'vitest';
import { countdown, length, seconds } from './words.ts';

describe('a countdown', () => {
  it('shows a started second as a whole one, so that it says 0:00 only at the end', () => {
    expect(countdown(8_001)).toBe('0:09');
    expect(countdown(1)).toBe('0:01');
    expect(countdown(0)).toBe('0:00');
  });

  it('never goes below zero', () => {
    expect(countdown(-5_000)).toBe('0:00');
  });

  it('grows hours only when it needs them', () => {
    expect(countdown(50 * 60_000)).toBe('50:00');
    expect(countdown(3_900_000)).toBe('1:05:00');
  });
});

describe('a length', () => {
  it('uses the unit that fits', () => {
    expect(length(45_000)).toBe('45 s');
    expect(length(12 * 60_000)).toBe('12 min');
    expect(length(3 * 3_600_000 + 20 * 60_000)).toBe('3 h 20 min');
    expect(length(2 * 3_600_000)).toBe('2 h');
    expect(length(50 * 3_600_000)).toBe('2 d');
  });

  it('keeps a decimal for one look', () => {
    expect(seconds(2_440)).toBe('2.4 s');
  });
});
