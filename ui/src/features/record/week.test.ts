import { describe, expect, it } from 'vitest';
import type { DayRow } from '../../lib/host/wire.gen.ts';
import { NOW } from '../../testing/views.ts';
import { lookingMs, measure, sumOf, weekBefore } from './week.ts';

const day = (part: Partial<DayRow> = {}): DayRow => ({
  starts: NOW,
  reviewing_ms: 60_000,
  looks: 2,
  looking_ms_by_rung: { 2: 9_000, 3: 1_000, 6: 500 },
  ...part,
});

describe('a week', () => {
  it('begins on a Monday at midnight, and the one before seven days earlier', () => {
    for (const weeks of [0, 1, 5]) {
      const { from, offset_minutes } = weekBefore(NOW, weeks);
      const monday = new Date(from);
      expect([monday.getDay(), monday.getHours(), monday.getMinutes()]).toEqual([1, 0, 0]);
      expect(offset_minutes).toBe(0 - monday.getTimezoneOffset());
      expect(from).toBeLessThanOrEqual(NOW);
    }
    const days = (weekBefore(NOW, 0).from - weekBefore(NOW, 1).from) / 86_400_000;
    expect(Math.round(days)).toBe(7);
  });

  it('takes a Sunday to the Monday before it', () => {
    const sunday = new Date(2026, 10, 29, 23, 59).getTime();
    expect(new Date(weekBefore(sunday, 0).from).getDate()).toBe(23);
  });

  it('is measured in minutes, and in seconds where there is little', () => {
    expect(measure([90_000, 119_999])).toEqual({ unit: 's', values: [90, 120] });
    expect(measure([90_000, 120_000])).toEqual({ unit: 'min', values: [1.5, 2] });
  });

  it('counts looking from the outline up, and sums every day', () => {
    expect(lookingMs(day())).toBe(1_500);
    expect(sumOf([day(), day({ looks: 1, looking_ms_by_rung: {} })])).toEqual({
      looks: 3,
      lookingMs: 1_500,
      reviewingMs: 120_000,
    });
  });
});
