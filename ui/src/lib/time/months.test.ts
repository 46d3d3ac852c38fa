import { describe, expect, it } from 'vitest';
import { monthName, monthsBefore, monthsBetween } from './months.ts';

describe('months that are over', () => {
  it('end with the last one before now, and follow each other without a gap', () => {
    const months = monthsBefore(Date.UTC(2026, 0, 31, 23, 59), 3);
    expect(months.map(({ from }) => monthName(from))).toEqual(['Dec 2025', 'Nov 2025', 'Oct 2025']);
    expect(months[0]?.until).toBe(Date.UTC(2026, 0, 1));
    expect(months[1]?.until).toBe(months[0]?.from);
  });

  it('are counted over the turn of a year', () => {
    expect(monthsBetween(Date.UTC(2025, 9, 1), Date.UTC(2026, 10, 1))).toBe(13);
    expect(monthsBetween(Date.UTC(2026, 1, 1), Date.UTC(2026, 1, 1))).toBe(0);
  });
});
